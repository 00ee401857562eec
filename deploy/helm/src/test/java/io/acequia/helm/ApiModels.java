package io.acequia.helm;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.models.V1Pod;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// The shapes that Kubernetes accepts, unknown members refused as it refuses them itself when an
/// object is applied by a server.
final class ApiModels {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.publicLookup();
    private static final String MODELS = V1Pod.class.getPackageName();

    /// Members of those kinds that are not of Kubernetes itself, all of them by their path. An
    /// array is `*`.
    private static final Map<String, Set<String>> CUSTOM =
            Map.of(
                    "gateway.networking.k8s.io/v1 HTTPRoute",
                    Set.of(
                            "parentRefs/*/name",
                            "parentRefs/*/namespace",
                            "parentRefs/*/sectionName",
                            "hostnames/*",
                            "rules/*/matches/*/path/type",
                            "rules/*/matches/*/path/value",
                            "rules/*/backendRefs/*/name",
                            "rules/*/backendRefs/*/port"),
                    "keda.sh/v1alpha1 ScaledObject",
                    Set.of(
                            "scaleTargetRef/name",
                            "minReplicaCount",
                            "maxReplicaCount",
                            "pollingInterval",
                            "cooldownPeriod",
                            "triggers/*/type",
                            "triggers/*/metadata/serverAddress",
                            "triggers/*/metadata/query",
                            "triggers/*/metadata/threshold"),
                    "monitoring.coreos.com/v1 ServiceMonitor",
                    Set.of(
                            "selector/matchLabels/app.kubernetes.io~1name",
                            "selector/matchLabels/app.kubernetes.io~1instance",
                            "selector/matchLabels/acequia.io~1metrics",
                            "endpoints/*/port",
                            "endpoints/*/path",
                            "endpoints/*/interval",
                            "endpoints/*/scheme"),
                    "monitoring.coreos.com/v1 PrometheusRule",
                    Set.of(
                            "groups/*/name",
                            "groups/*/rules/*/alert",
                            "groups/*/rules/*/expr",
                            "groups/*/rules/*/for",
                            "groups/*/rules/*/labels/severity",
                            "groups/*/rules/*/annotations/summary"));

    private ApiModels() {}

    /// Says what is wrong with an object, empty when nothing is.
    static Optional<String> complaint(Manifest manifest) {
        var custom = CUSTOM.get(manifest.apiVersion() + " " + manifest.kind());
        if (custom != null) {
            var unknown = new TreeSet<String>();
            collect(manifest.at("/spec"), "", unknown);
            unknown.removeAll(custom);
            return unknown.isEmpty()
                    ? Optional.empty()
                    : Optional.of(manifest.title() + " has unknown " + unknown);
        }
        try {
            validate(model(manifest), JsonParser.parseString(manifest.node().toString()));
            return Optional.empty();
        } catch (ClassNotFoundException e) {
            return Optional.of("no such kind: " + manifest.apiVersion() + " " + manifest.kind());
        } catch (IllegalArgumentException | IOException e) {
            return Optional.of(manifest.title() + ": " + e.getMessage());
        }
    }

    /// `autoscaling/v2` HorizontalPodAutoscaler is V2HorizontalPodAutoscaler.
    private static Class<?> model(Manifest manifest) throws ClassNotFoundException {
        var version = manifest.apiVersion().replaceFirst(".*/", "");
        return Class.forName(
                MODELS
                        + "."
                        + version.substring(0, 1).toUpperCase(Locale.ROOT)
                        + version.substring(1)
                        + manifest.kind());
    }

    private static void validate(Class<?> model, JsonElement json) throws IOException {
        try {
            LOOKUP.findStatic(
                            model,
                            "validateJsonElement",
                            MethodType.methodType(void.class, JsonElement.class))
                    .invoke(json);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static void collect(JsonNode node, String path, Set<String> found) {
        if (node.isObject()) {
            node.properties()
                    .forEach(entry ->
                            collect(
                                    entry.getValue(),
                                    join(path, entry.getKey().replace("/", "~1")),
                                    found));
        } else if (node.isArray()) {
            node.forEach(element -> collect(element, join(path, "*"), found));
        } else {
            found.add(path);
        }
    }

    private static String join(String path, String member) {
        return path.isEmpty() ? member : path + "/" + member;
    }
}
