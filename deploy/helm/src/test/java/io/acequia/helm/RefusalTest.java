package io.acequia.helm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

@DisplayName("Wrong values")
class RefusalTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "mode: clutser | at '/mode': value must be one of 'single', 'cluster'",
                "single: {replicaz: 3} | at '/single': additional properties 'replicaz' not allowed",
                "drain: 4 | at '/drain': got number, want string",
                "drain: soon | at '/drain': 'soon' does not match pattern",
                "collector: {replicas: -1} | at '/collector/replicas': minimum: got -1, want 0",
                "coap: {service: {type: Loadbalancer}} | at '/coap/service/type': value must be one of",
                "coap: {ports: []} | at '/coap/ports': minItems: got 0, want 1",
                "coap: {ports: [{name: coap, port: 70000, protocol: UDP}]} | maximum: got 70,000, want 65,535",
                "settings: {colector: {}} | at '/settings': additional properties 'colector' not allowed",
                "opensearch: {external: {urls: [search:9200]}} | does not match pattern",
                "weather: {schedule: often} | at '/weather/schedule': 'often' does not match pattern",
                "weather: {provider: bbc} | at '/weather/provider': value must be one of",
                "image: {digest: latest} | at '/image/digest': 'latest' does not match pattern",
                "single: {persistence: {size: ten}} | at '/single/persistence/size': 'ten' does not match",
                "commonLabels: {a: 1} | at '/commonLabels/a': got number, want string",
                "accounts: {password: short} | at '/accounts/password'",
                "tests: {wait: 1000} | at '/tests/wait': maximum",
            })
    @DisplayName("are refused by the schema, which says where")
    void schema(String values, String reason) {
        var refusal = Chart.refusal(values);

        assertTrue(refusal.contains(reason), refusal);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "single: {replicas: 2} | the embedded store belongs to one process. Use 1",
                "collector: {autoscaling: {enabled: true}} | it cannot be scaled. Leave collector.autoscaling",
                "collector: {keda: {enabled: true}} | it cannot be scaled. Leave collector.keda",
                "opensearch: {bundled: {enabled: true}} | Set mode: cluster",
                "mode: cluster | there is no OpenSearch. Set opensearch.external.urls",
                "settings: {roles: [console]} | settings.roles is the chart's own",
                "settings: {store: {kind: opensearch}} | settings.store.kind follows from mode",
                "ingress: {enabled: true} | ingress.host is empty",
                "httpRoute: {enabled: true} | httpRoute needs hostnames",
                "weather: {enabled: true, cities: []} | name at least one",
            })
    @DisplayName("that no schema sees are refused with what to do instead")
    void text(String values, String reason) {
        var refusal = Chart.refusal(values);

        assertTrue(refusal.contains(reason), refusal);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "collector: {autoscaling: {enabled: true}, keda: {enabled: true, serverAddress: a}} | Choose one",
                "collector: {keda: {enabled: true}} | say where Prometheus is",
                "collector: {autoscaling: {enabled: true, minReplicas: 9, maxReplicas: 3}} | is more than",
                "collector: {autoscaling: {enabled: true, cpuUtilization: 0}} | no metric to go by",
                "console: {replicas: 2} | its volume is mounted by one node at a time",
            })
    @DisplayName("of a cluster are refused with what to do instead")
    void cluster(String values, String reason) {
        var refusal =
                Chart.refusal("mode: cluster\nopensearch: {bundled: {enabled: true}}\n" + values);

        assertTrue(refusal.contains(reason), refusal);
    }

    @Test
    @DisplayName(
            "cannot slip in: every value has its place in the schema, and every object is closed")
    void complete() throws Exception {
        var schema = new JsonMapper().readTree(Files.SCHEMA);
        var open = new ArrayList<String>();
        compare(new YAMLMapper().readTree(Files.VALUES), schema, schema, "", open);

        assertEquals(List.of(), open);
    }

    /// Files of the chart.
    private interface Files {
        java.io.File SCHEMA = new java.io.File("acequia/values.schema.json");
        java.io.File VALUES = new java.io.File("acequia/values.yaml");
    }

    private static void compare(
            JsonNode value, JsonNode rule, JsonNode root, String path, List<String> open) {
        var reference = rule.path("$ref").asString("");
        var here = reference.isEmpty() ? rule : root.at(reference.substring(1));
        if (here.isMissingNode()) {
            open.add(path + " has no place");
        }
        if (value.isObject() && here.has("properties")) {
            if (!here.path("additionalProperties").isBoolean()) {
                open.add(path + " takes anything");
            }
            value.properties()
                    .forEach(entry ->
                            compare(
                                    entry.getValue(),
                                    here.path("properties").path(entry.getKey()),
                                    root,
                                    path + "/" + entry.getKey(),
                                    open));
        }
    }
}
