package io.acequia.helm;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/// A label selector of Kubernetes: `matchLabels` and `matchExpressions`; an empty one selects all.
///
/// @param node as it is written
record Selector(JsonNode node) {
    boolean selects(Map<String, String> labels) {
        return labels.entrySet().containsAll(Manifest.texts(node.path("matchLabels")).entrySet())
                && node.path("matchExpressions").valueStream().allMatch(it -> holds(it, labels));
    }

    private static boolean holds(JsonNode expression, Map<String, String> labels) {
        var value = labels.get(expression.path("key").asString());
        boolean isIn =
                expression.path("values").valueStream().anyMatch(it -> it.asString().equals(value));
        return switch (expression.path("operator").asString()) {
            case "In" -> isIn;
            case "NotIn" -> !isIn;
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            default -> throw new AssertionError("no such operator: " + expression);
        };
    }
}
