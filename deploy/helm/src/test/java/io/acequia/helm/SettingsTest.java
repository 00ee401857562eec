package io.acequia.helm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

@DisplayName("The chart uses")
class SettingsTest {
    private static final Path DOCS = Path.of("..", "..", "docs");
    private static final Pattern METRIC = Pattern.compile("acequia_[a-z_]+[a-z]");

    private static Set<String> firstColumn(String page) throws IOException {
        try (var lines = Files.lines(DOCS.resolve(page))) {
            return lines.filter(line -> line.startsWith("| `"))
                    .map(line -> line.substring(3, line.indexOf('`', 3)))
                    .collect(Collectors.toSet());
        }
    }

    @ParameterizedTest
    @MethodSource("io.acequia.helm.Chart#variants")
    @DisplayName("keys that docs/settings.md has")
    void keys(String variant) throws IOException {
        var unknown = new TreeSet<String>();
        collect(Chart.settings(Chart.variant(variant)), "", unknown);
        assertTrue(unknown.contains("store.kind"), unknown::toString);

        unknown.removeAll(firstColumn("settings.md"));

        assertEquals(Set.of(), unknown);
    }

    private static void collect(JsonNode node, String path, Set<String> found) {
        node.properties()
                .forEach(entry -> {
                    var key = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
                    if (entry.getValue().isObject()) {
                        collect(entry.getValue(), key, found);
                    } else {
                        found.add(key);
                    }
                });
    }

    @Test
    @DisplayName("whole numbers as they are written, however large")
    void largeNumbers() {
        var settings = Chart.settings(Chart.variant("single-exposed"));

        assertEquals("2097152", settings.at("/coap/remembered-messages").toString());
        assertEquals("90d", settings.at("/store/retention").asString());
        assertEquals("embedded", settings.at("/store/kind").asString());
    }

    @Test
    @DisplayName("a name for the console that the console knows")
    void names() {
        var manifests = Chart.variant("cluster-exposed");
        var names = Chart.settings(manifests).at("/http/names").toString();

        assertTrue(names.contains("\"field-acequia-console.water.svc\""), names);
        assertTrue(names.contains("\"water.example\""), names);
        var asked =
                Manifest.pods(manifests)
                        .filter(pod -> pod.owner().startsWith("Pod "))
                        .map(pod -> pod.spec().at("/containers/0/args").toString())
                        .findFirst()
                        .orElseThrow();
        assertTrue(asked.contains("--http=https://field-acequia-console:8080"), asked);
        assertTrue(names.contains("\"field-acequia-console\""), names);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mode: single | shut",
                "settings: {http: {accounts: x}} | shut",
                "settings: {http: {strangers: open}} | open",
            })
    @DisplayName(
            "the variable of the image to shut strangers out, unless the settings say otherwise")
    void strangers(String values, String expected) {
        var found =
                Manifest.pods(Chart.of(values))
                        .flatMap(pod -> pod.spec().at("/containers/0/env").valueStream())
                        .filter(it -> it.at("/name").asString().equals("ACEQUIA_HTTP_STRANGERS"))
                        .map(it -> it.at("/value").asString())
                        .toList();

        assertEquals(List.of(expected), found);
    }

    @Test
    @DisplayName("files for what is secret, which pods mount")
    void files() {
        var opensearch = Chart.settings(Chart.variant("cluster-exposed")).at("/store/opensearch");
        assertEquals("acequia", opensearch.path("user").asString());
        assertEquals(
                "/run/acequia/opensearch/password", opensearch.path("password-file").asString());
        assertEquals("/run/acequia/opensearch-ca/ca.crt", opensearch.path("ca").asString());

        var token = Chart.settings(Chart.variant("cluster-keda")).at("/store/opensearch");
        assertEquals("/run/acequia/opensearch/token", token.path("token-file").asString());
        assertFalse(token.has("user"));
    }

    @ParameterizedTest
    @MethodSource("io.acequia.helm.Chart#variants")
    @DisplayName("metrics that docs/metrics.md has")
    void metrics(String variant) throws IOException {
        var used = new TreeSet<String>();
        Chart.variant(variant).stream()
                .filter(it -> Set.of("PrometheusRule", "ScaledObject").contains(it.kind()))
                .forEach(it ->
                        METRIC.matcher(it.node().toString())
                                .results()
                                .forEach(match -> used.add(match.group())));
        assertEquals(variant.matches(".*(exposed|keda)"), !used.isEmpty());

        used.removeIf(name -> name.equals("acequia_request_duration_seconds_bucket"));
        used.removeAll(firstColumn("metrics.md"));

        assertEquals(Set.of(), used);
    }
}
