package io.acequia.helm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.helm.Manifest.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

@DisplayName("Every pod")
class PodSecurityTest {
    private static final Set<String> VOLUMES =
            Set.of(
                    "configMap",
                    "csi",
                    "downwardAPI",
                    "emptyDir",
                    "ephemeral",
                    "persistentVolumeClaim",
                    "projected",
                    "secret");

    /// What the pod security standard "restricted" asks for, in the order of its documentation.
    private static List<String> violations(Pod pod) {
        var found = new ArrayList<String>();
        for (var host : List.of("hostNetwork", "hostPID", "hostIPC")) {
            check(found, pod, !pod.spec().path(host).asBoolean(false), host);
        }
        pod.spec()
                .path("volumes")
                .forEach(volume ->
                        volume.propertyNames().stream()
                                .filter(kind -> !kind.equals("name"))
                                .forEach(kind -> check(found, pod, VOLUMES.contains(kind), kind)));
        var security = pod.spec().path("securityContext");
        check(found, pod, security.path("runAsNonRoot").asBoolean(false), "runAsNonRoot");
        check(found, pod, security.path("runAsUser").asInt(0) > 0, "runAsUser");
        check(
                found,
                pod,
                security.at("/seccompProfile/type").asString("").equals("RuntimeDefault"),
                "seccompProfile");
        pod.containers().forEach(container -> violations(pod, container, found));
        return found;
    }

    private static void violations(Pod pod, JsonNode container, List<String> found) {
        var security = container.path("securityContext");
        check(found, pod, !security.path("privileged").asBoolean(false), "privileged");
        check(
                found,
                pod,
                !security.path("allowPrivilegeEscalation").asBoolean(true),
                "allowPrivilegeEscalation");
        check(
                found,
                pod,
                security.at("/capabilities/drop").toString().equals("[\"ALL\"]"),
                "capabilities");
        check(found, pod, security.at("/capabilities/add").isMissingNode(), "added capabilities");
        for (var own : List.of("runAsNonRoot", "runAsUser", "seccompProfile")) {
            check(found, pod, security.path(own).isMissingNode(), own + " of its own");
        }
        container
                .path("ports")
                .forEach(port -> check(found, pod, !port.has("hostPort"), "hostPort"));
    }

    private static void check(List<String> found, Pod pod, boolean holds, String what) {
        if (!holds) {
            found.add(pod.owner() + ": " + what);
        }
    }

    @ParameterizedTest
    @MethodSource("io.acequia.helm.Chart#variants")
    @DisplayName("satisfies the pod security standard \"restricted\"")
    void restricted(String variant) {
        var violations =
                Manifest.pods(Chart.variant(variant))
                        .flatMap(pod -> violations(pod).stream())
                        .toList();

        assertEquals(List.of(), violations);
    }

    @Test
    @DisplayName("is judged by rules that notice what they should")
    void rules() {
        var pod =
                Chart.read(
                                """
                                kind: Pod
                                metadata: {name: bad}
                                spec:
                                  hostNetwork: true
                                  volumes: [{name: root, hostPath: {path: /}}]
                                  containers: [{name: a, securityContext: {privileged: true}}]
                                """)
                        .getFirst()
                        .pod()
                        .orElseThrow();

        assertEquals(
                List.of(
                        "Pod bad: hostNetwork",
                        "Pod bad: hostPath",
                        "Pod bad: runAsNonRoot",
                        "Pod bad: runAsUser",
                        "Pod bad: seccompProfile",
                        "Pod bad: privileged",
                        "Pod bad: allowPrivilegeEscalation",
                        "Pod bad: capabilities"),
                violations(pod));
    }

    @ParameterizedTest
    @MethodSource("io.acequia.helm.Chart#variants")
    @DisplayName("has no token for the API, no variables of Services, and a bound for its memory")
    void modest(String variant) {
        Manifest.pods(Chart.variant(variant))
                .forEach(pod -> {
                    assertFalse(
                            pod.spec().path("automountServiceAccountToken").asBoolean(true),
                            pod.owner());
                    assertFalse(pod.spec().path("enableServiceLinks").asBoolean(true), pod.owner());
                    assertTrue(pod.containers().findAny().isPresent(), pod.owner());
                    pod.containers()
                            .forEach(container -> {
                                var resources = container.path("resources");
                                assertTrue(resources.at("/limits").has("memory"), pod.owner());
                                assertTrue(resources.at("/requests").has("cpu"), pod.owner());
                            });
                });
    }

    @ParameterizedTest
    @MethodSource("io.acequia.helm.Chart#variants")
    @DisplayName("of the program has a root file system that nobody writes to")
    void readOnly(String variant) {
        Manifest.pods(Chart.variant(variant))
                .flatMap(Pod::containers)
                .filter(container -> container.path("image").asString().contains("acequia/acequia"))
                .forEach(container ->
                        assertTrue(
                                container
                                        .at("/securityContext/readOnlyRootFilesystem")
                                        .asBoolean(false),
                                container::toString));
    }

    @ParameterizedTest
    @MethodSource("io.acequia.helm.Chart#variants")
    @DisplayName("mounts volumes that it has, and has volumes that it mounts")
    void mounts(String variant) {
        Manifest.pods(Chart.variant(variant))
                .forEach(pod -> {
                    var mounted =
                            pod.containers()
                                    .flatMap(it -> it.path("volumeMounts").valueStream())
                                    .map(it -> it.path("name").asString())
                                    .sorted()
                                    .distinct()
                                    .toList();
                    var volumes =
                            new ArrayList<>(
                                    pod.spec()
                                            .path("volumes")
                                            .valueStream()
                                            .map(it -> it.path("name").asString())
                                            .toList());
                    Manifest.of(Chart.variant(variant), "StatefulSet")
                            .filter(it -> it.title().equals(pod.owner()))
                            .flatMap(it -> it.at("/spec/volumeClaimTemplates").valueStream())
                            .forEach(it -> volumes.add(it.at("/metadata/name").asString()));

                    assertEquals(mounted, volumes.stream().sorted().toList(), pod.owner());
                });
    }

    @ParameterizedTest
    @MethodSource("io.acequia.helm.Chart#variants")
    @DisplayName("finds secrets in files or by name, never in the settings or the arguments")
    void secrets(String variant) {
        var manifests = Chart.variant(variant);
        var open = new StringBuilder(Chart.settings(manifests).toString());
        Manifest.pods(manifests).forEach(pod -> open.append(pod.spec()));

        for (var secret : List.of("p4ss", "t0ken", "s3cret", "correct horse")) {
            assertFalse(open.toString().contains("\"" + secret + "\""), secret);
        }
    }
}
