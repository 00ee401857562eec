package io.acequia.helm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The chart")
class RenderingTest {
    /// Names become labels of DNS; a CronJob puts 11 characters behind its own.
    private static final int LONGEST_NAME = 63, LONGEST_CRON_JOB = 52;

    @Test
    @DisplayName("has nothing that helm lint --strict complains of")
    void lint() {
        assertEquals(List.of(), Chart.lint());
    }

    @ParameterizedTest
    @MethodSource("io.acequia.helm.Chart#variants")
    @DisplayName("makes objects that Kubernetes knows, without unknown members")
    void strict(String variant) {
        var complaints =
                Chart.variant(variant).stream()
                        .map(ApiModels::complaint)
                        .flatMap(Optional::stream)
                        .toList();

        assertEquals(List.of(), complaints);
    }

    @Test
    @DisplayName("is held against models that notice a misspelt member, kind and type")
    void strictness() {
        var misspelt =
                Chart.read(
                        """
                        {apiVersion: apps/v1, kind: Deployment, metadata: {name: a}, spec: {replicaz: 2}}
                        ---
                        {apiVersion: batch/v1beta1, kind: CronJob, metadata: {name: b}}
                        ---
                        {apiVersion: keda.sh/v1alpha1, kind: ScaledObject, metadata: {name: c}, spec: {minReplicas: 1}}
                        """);

        var complaints =
                misspelt.stream().map(ApiModels::complaint).flatMap(Optional::stream).toList();

        assertEquals(3, complaints.size(), complaints::toString);
        assertTrue(complaints.getFirst().contains("replicaz"), complaints::toString);
        assertTrue(complaints.get(1).startsWith("no such kind"), complaints::toString);
        assertTrue(complaints.getLast().contains("minReplicas"), complaints::toString);
    }

    @ParameterizedTest
    @MethodSource("io.acequia.helm.Chart#variants")
    @DisplayName("gives every object a name of its own that is short enough, and the usual labels")
    void names(String variant) {
        var manifests = Chart.variant(variant);

        assertEquals(manifests.size(), manifests.stream().map(Manifest::title).distinct().count());
        for (var manifest : manifests) {
            int longest = manifest.kind().equals("CronJob") ? LONGEST_CRON_JOB : LONGEST_NAME;
            assertTrue(manifest.name().length() <= longest, manifest.title());
            assertTrue(manifest.name().matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?"), manifest.title());
            assertEquals("acequia", manifest.labels().get("app.kubernetes.io/part-of"));
            assertEquals(Chart.RELEASE, manifest.labels().get("app.kubernetes.io/instance"));
        }
    }

    @Test
    @DisplayName("keeps names short however long those of the release are")
    void longNames() {
        var manifests =
                Chart.of(
                        """
                        fullnameOverride: a-release-with-a-name-as-long-as-some-people-like-them
                        weather: {enabled: true, cities: [{name: Villanueva de la Serena}]}
                        """);

        var job = Manifest.of(manifests, "CronJob").findFirst().orElseThrow();
        assertTrue(job.name().length() <= LONGEST_CRON_JOB, job.name());
        assertTrue(job.name().matches("[a-z0-9-]*[a-z0-9]"), job.name());
    }

    @Test
    @DisplayName("makes one server with a volume, or collectors, a console and a store")
    void modes() {
        assertEquals(Map.of("StatefulSet", 1L, "Pod", 1L), workloads(Chart.variant("single")));
        assertEquals(
                Map.of("Deployment", 2L, "StatefulSet", 1L, "Pod", 1L),
                workloads(Chart.variant("cluster-trial")));
        assertEquals(
                Map.of("Deployment", 2L, "Pod", 1L), workloads(Chart.variant("cluster-fixed")));
    }

    private static Map<String, Long> workloads(List<Manifest> manifests) {
        var counts = new TreeMap<String, Long>();
        manifests.stream()
                .filter(it -> it.pod().isPresent())
                .forEach(it -> counts.merge(it.kind(), 1L, Long::sum));
        return counts;
    }

    @Test
    @DisplayName("leaves the number of collectors to the autoscaler when there is one")
    void replicas() {
        assertEquals(5, collectors("cluster-fixed").at("/spec/replicas").asInt());
        assertTrue(collectors("cluster-exposed").at("/spec/replicas").isMissingNode());
        assertTrue(collectors("cluster-keda").at("/spec/replicas").isMissingNode());
    }

    private static Manifest collectors(String variant) {
        return Manifest.of(Chart.variant(variant), "Deployment")
                .filter(it -> it.name().endsWith("-collector"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("starts new pods when settings change, and not when something else does")
    void checksum() {
        var before = checksum("settings: {log: {level: info}}");

        assertEquals(before, checksum("settings: {log: {level: info}}\ntests: {enabled: false}"));
        assertTrue(!before.equals(checksum("settings: {log: {level: debug}}")), before);
    }

    private static String checksum(String values) {
        var pod =
                Manifest.of(Chart.of(values), "StatefulSet")
                        .flatMap(it -> it.pod().stream())
                        .findFirst()
                        .orElseThrow();
        return Manifest.texts(pod.metadata().path("annotations"))
                .getOrDefault("checksum/settings", "");
    }
}
