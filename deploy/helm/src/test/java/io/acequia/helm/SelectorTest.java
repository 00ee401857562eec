package io.acequia.helm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.helm.Manifest.Pod;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("What refers to something else")
class SelectorTest {
    @ParameterizedTest
    @MethodSource("io.acequia.helm.Chart#variants")
    @DisplayName("finds it: a workload its pods, and nobody else's")
    void workloads(String variant) {
        var manifests = Chart.variant(variant);
        manifests.stream()
                .filter(it -> Set.of("Deployment", "StatefulSet").contains(it.kind()))
                .forEach(it ->
                        assertEquals(
                                List.of(it.title()),
                                owners(manifests, new Selector(it.at("/spec/selector")))));
    }

    @ParameterizedTest
    @MethodSource("io.acequia.helm.Chart#variants")
    @DisplayName("finds it: a Service pods that have its ports")
    void services(String variant) {
        var manifests = Chart.variant(variant);
        for (var service : Manifest.of(manifests, "Service").toList()) {
            var selector = Manifest.texts(service.at("/spec/selector"));
            var pods =
                    Manifest.pods(manifests)
                            .filter(pod -> pod.labels().entrySet().containsAll(selector.entrySet()))
                            .toList();
            assertEquals(1, pods.size(), service.title());
            for (var port : service.at("/spec/ports")) {
                var target = port.path("targetPort").asString();
                var protocol = port.path("protocol").asString();
                assertTrue(
                        pods.getFirst().listens(target, protocol, 0),
                        service.title() + " " + target);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.acequia.helm.Chart#variants")
    @DisplayName("finds it: disruption budgets and network policies some pod")
    void policies(String variant) {
        var manifests = Chart.variant(variant);
        Stream.concat(
                        Manifest.of(manifests, "PodDisruptionBudget")
                                .map(it -> Map.entry(it, it.at("/spec/selector"))),
                        Manifest.of(manifests, "NetworkPolicy")
                                .map(it -> Map.entry(it, it.at("/spec/podSelector"))))
                .filter(entry -> !isForClients(entry.getKey(), manifests))
                .forEach(entry ->
                        assertFalse(
                                owners(manifests, new Selector(entry.getValue())).isEmpty(),
                                entry.getKey().title()));
    }

    /// The policy of clients is there for tests and weather, which may both be left out.
    private static boolean isForClients(Manifest policy, List<Manifest> manifests) {
        return policy.name().endsWith("-clients")
                && manifests.stream().noneMatch(it -> it.kind().equals("CronJob"));
    }

    @ParameterizedTest
    @MethodSource("io.acequia.helm.Chart#variants")
    @DisplayName("finds it: probes a port, autoscalers a Deployment, routes a Service and its port")
    void names(String variant) {
        var manifests = Chart.variant(variant);
        var titles = manifests.stream().map(Manifest::title).collect(Collectors.toSet());
        var references =
                manifests.stream()
                        .flatMap(it ->
                                switch (it.kind()) {
                                    case "HorizontalPodAutoscaler", "ScaledObject" ->
                                            Stream.of(
                                                    "Deployment "
                                                            + it.at("/spec/scaleTargetRef/name")
                                                                    .asString());
                                    case "HTTPRoute" ->
                                            Stream.of(
                                                    "Service "
                                                            + it.at(
                                                                            "/spec/rules/0/backendRefs/0/name")
                                                                    .asString());
                                    case "Ingress" ->
                                            Stream.of(
                                                    "Service "
                                                            + it.at(
                                                                            "/spec/rules/0/http/paths/0/backend/service/name")
                                                                    .asString());
                                    case "StatefulSet" ->
                                            Stream.of(
                                                    "Service "
                                                            + it.at("/spec/serviceName")
                                                                    .asString());
                                    default -> Stream.of();
                                })
                        .toList();

        assertTrue(titles.containsAll(references), () -> references + " of " + titles);
        Manifest.pods(manifests)
                .flatMap(pod -> pod.containers().map(container -> Map.entry(pod, container)))
                .forEach(it ->
                        Stream.of("startupProbe", "readinessProbe", "livenessProbe")
                                .map(probe -> it.getValue().at("/" + probe + "/httpGet/port"))
                                .filter(port -> !port.isMissingNode())
                                .forEach(port ->
                                        assertTrue(
                                                it.getKey().listens(port.asString(), "TCP", 0),
                                                it.getKey().owner())));
    }

    @ParameterizedTest
    @MethodSource("io.acequia.helm.Chart#variants")
    @DisplayName("finds it once: Prometheus each server")
    void monitors(String variant) {
        var manifests = Chart.variant(variant);
        for (var monitor : Manifest.of(manifests, "ServiceMonitor").toList()) {
            var selector = new Selector(monitor.at("/spec/selector"));
            var found =
                    Manifest.of(manifests, "Service")
                            .filter(it -> selector.selects(it.labels()))
                            .flatMap(it ->
                                    Manifest.pods(manifests)
                                            .filter(pod ->
                                                    pod.labels()
                                                            .entrySet()
                                                            .containsAll(
                                                                    Manifest.texts(
                                                                                    it.at(
                                                                                            "/spec/selector"))
                                                                            .entrySet())))
                            .map(Pod::owner)
                            .sorted()
                            .toList();
            var servers =
                    Manifest.pods(manifests)
                            .filter(pod -> pod.listens("http", "TCP", 8080))
                            .map(Pod::owner)
                            .sorted()
                            .toList();

            assertEquals(servers, found);
        }
    }

    @Test
    @DisplayName("is in the Service of devices by one line for each further port")
    void furtherPorts() {
        var service =
                Manifest.of(Chart.variant("cluster-exposed"), "Service")
                        .filter(it -> it.name().endsWith("-coap"))
                        .findFirst()
                        .orElseThrow();

        assertEquals("LoadBalancer", service.at("/spec/type").asString());
        assertEquals("Local", service.at("/spec/externalTrafficPolicy").asString());
        assertEquals(
                List.of("5683/UDP", "5684/UDP", "5683/TCP"),
                service.at("/spec/ports")
                        .valueStream()
                        .map(it -> it.path("port").asInt() + "/" + it.path("protocol").asString())
                        .toList());
    }

    private static List<String> owners(List<Manifest> manifests, Selector selector) {
        return Manifest.pods(manifests)
                .filter(pod -> selector.selects(pod.labels()))
                .map(Pod::owner)
                .toList();
    }
}
