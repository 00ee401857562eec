package io.acequia.helm;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.helm.Network.Inside;
import io.acequia.helm.Network.Outside;
import io.acequia.helm.Network.Place;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("In the network of the cluster")
class NetworkPolicyTest {
    private static final String STORE = "9200/TCP", COAP = "5683/UDP", HTTP = "8080/TCP";
    private static final Place DEVICE = new Outside("192.0.2.7");
    private static final Place STRANGER = new Inside("elsewhere", Map.of("app", "curious"));
    private static final Place NEIGHBOUR = new Inside(Chart.NAMESPACE, Map.of("app", "curious"));
    private static final Place NAMES = new Inside("kube-system", Map.of("k8s-app", "kube-dns"));
    private static final Place INTERNET = new Outside("203.0.113.9");

    private final List<Manifest> trial = Chart.variant("cluster-trial");

    private static Place pod(List<Manifest> manifests, String component) {
        return Manifest.pods(manifests)
                .filter(it -> component.equals(it.labels().get("app.kubernetes.io/component")))
                .map(it -> new Inside(Chart.NAMESPACE, it.labels()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("only collectors and consoles reach the store")
    void store() {
        var network = Network.of(trial);
        var store = pod(trial, "opensearch");

        assertTrue(network.reaches(pod(trial, "collector"), store, STORE));
        assertTrue(network.reaches(pod(trial, "console"), store, STORE));
        for (var other : List.of(STRANGER, NEIGHBOUR, DEVICE, pod(trial, "test"))) {
            assertFalse(network.reaches(other, store, STORE), other::toString);
            assertFalse(network.reaches(other, store, "9300/TCP"), other::toString);
        }
        assertFalse(network.reaches(store, INTERNET, "443/TCP"));
    }

    @Test
    @DisplayName("without policies everybody would reach it, so that the test can fail")
    void withoutPolicies() {
        var open =
                Chart.of(
                        "mode: cluster\nopensearch: {bundled: {enabled: true}}\n"
                                + "networkPolicy: {enabled: false}");

        assertTrue(Network.of(open).reaches(STRANGER, pod(open, "opensearch"), STORE));
    }

    @ParameterizedTest
    @CsvSource({"single,server", "cluster-trial,collector"})
    @DisplayName("devices reach the port of CoAP and no other")
    void devices(String variant, String component) {
        var manifests = Chart.variant(variant);
        var network = Network.of(manifests);
        var server = pod(manifests, component);

        assertTrue(network.reaches(DEVICE, server, COAP));
        assertTrue(network.reaches(STRANGER, server, COAP));
        assertFalse(network.reaches(DEVICE, server, HTTP));
        assertFalse(network.reaches(STRANGER, server, HTTP));
        assertFalse(network.reaches(DEVICE, server, "22/TCP"));
    }

    @Test
    @DisplayName("named devices alone are let in, on every port of theirs, and our own senders")
    void namedDevices() {
        var manifests = Chart.variant("cluster-exposed");
        var network = Network.of(manifests);
        var collector = pod(manifests, "collector");

        for (var port : List.of(COAP, "5684/UDP", "5683/TCP")) {
            assertTrue(network.reaches(DEVICE, collector, port), port);
            assertTrue(network.reaches(pod(manifests, "weather"), collector, port), port);
            assertFalse(network.reaches(INTERNET, collector, port), port);
            assertFalse(network.reaches(STRANGER, collector, port), port);
        }
    }

    @Test
    @DisplayName("the console is reached from its namespace, and from where its way in runs")
    void console() {
        var inside = Network.of(trial);
        assertTrue(inside.reaches(NEIGHBOUR, pod(trial, "console"), HTTP));
        assertFalse(inside.reaches(STRANGER, pod(trial, "console"), HTTP));

        var exposed = Chart.variant("cluster-exposed");
        var named = Network.of(exposed);
        var traefik = new Inside("traefik", Map.of());
        assertTrue(named.reaches(traefik, pod(exposed, "console"), HTTP));
        assertFalse(named.reaches(STRANGER, pod(exposed, "console"), HTTP));

        var unnamed = Chart.variant("single-exposed");
        assertTrue(Network.of(unnamed).reaches(STRANGER, pod(unnamed, "server"), HTTP));
    }

    @Test
    @DisplayName("Prometheus reaches all servers from its namespace, and no store")
    void monitoring() {
        var manifests = Chart.variant("cluster-exposed");
        var prometheus = new Inside("monitoring", Map.of());

        for (var component : List.of("collector", "console")) {
            assertTrue(Network.of(manifests).reaches(prometheus, pod(manifests, component), HTTP));
        }
        assertFalse(Network.of(trial).reaches(prometheus, pod(trial, "collector"), HTTP));
    }

    @ParameterizedTest
    @ValueSource(strings = {"collector", "console", "weather", "test"})
    @DisplayName("pods may ask for names and for nothing else that they do not need")
    void outwards(String component) {
        var manifests = Chart.variant("cluster-keda");
        var network = Network.of(manifests);
        var pod = pod(manifests, component);

        assertTrue(network.reaches(pod, NAMES, "53/UDP"));
        assertFalse(network.reaches(pod, NAMES, "443/TCP"));
        assertFalse(network.reaches(pod, STRANGER, "53/UDP"));
        assertFalse(network.reaches(pod, INTERNET, "80/TCP"));
        assertFalse(network.reaches(pod, new Outside("10.96.0.1"), "443/TCP"));
        assertFalse(network.reaches(pod, new Outside("169.254.169.254"), "80/TCP"));
    }

    @Test
    @DisplayName("only who asks for the weather reaches the internet, and offline nobody does")
    void weather() {
        var asking = Chart.variant("cluster-keda");
        assertTrue(Network.of(asking).reaches(pod(asking, "weather"), INTERNET, "443/TCP"));
        assertFalse(Network.of(asking).reaches(pod(asking, "collector"), INTERNET, "443/TCP"));

        var offline = Chart.variant("single-exposed");
        assertFalse(Network.of(offline).reaches(pod(offline, "weather"), INTERNET, "443/TCP"));
    }

    @Test
    @DisplayName("a store outside is reached where it is and at its ports")
    void externalStore() {
        var manifests = Chart.variant("cluster-exposed");
        var network = Network.of(manifests);
        var collector = pod(manifests, "collector");

        assertTrue(network.reaches(collector, new Outside("198.51.100.3"), STORE));
        assertTrue(network.reaches(collector, new Outside("198.51.100.3"), "443/TCP"));
        assertFalse(network.reaches(collector, INTERNET, STORE));
        assertFalse(network.reaches(pod(manifests, "weather"), new Outside("198.51.100.3"), STORE));
    }

    @ParameterizedTest
    @CsvSource({"single,server,server", "cluster-trial,collector,console"})
    @DisplayName("the test reaches what it sends to and what it asks")
    void roundTrip(String variant, String coap, String http) {
        var manifests = Chart.variant(variant);
        var network = Network.of(manifests);
        var test = pod(manifests, "test");

        assertTrue(network.reaches(test, pod(manifests, coap), COAP));
        assertTrue(network.reaches(test, pod(manifests, http), HTTP));
    }
}
