package io.acequia.helm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// An object as it would be sent to Kubernetes.
///
/// @param node all of it
record Manifest(JsonNode node) {
    private static final Map<String, String> TEMPLATES =
            Map.of(
                    "StatefulSet", "/spec/template",
                    "Deployment", "/spec/template",
                    "CronJob", "/spec/jobTemplate/spec/template",
                    "Pod", "");

    JsonNode at(String pointer) {
        return pointer.isEmpty() ? node : node.at(pointer);
    }

    String kind() {
        return at("/kind").asString();
    }

    String apiVersion() {
        return at("/apiVersion").asString();
    }

    String name() {
        return at("/metadata/name").asString();
    }

    /// Says what it is for messages: kind and name.
    String title() {
        return kind() + " " + name();
    }

    Map<String, String> labels() {
        return texts(at("/metadata/labels"));
    }

    /// Returns the pod that it makes, empty when it makes none.
    Optional<Pod> pod() {
        return Optional.ofNullable(TEMPLATES.get(kind()))
                .map(pointer -> new Pod(title(), at(pointer + "/metadata"), at(pointer + "/spec")));
    }

    static Stream<Pod> pods(List<Manifest> manifests) {
        return manifests.stream().flatMap(it -> it.pod().stream());
    }

    static Stream<Manifest> of(List<Manifest> manifests, String kind) {
        return manifests.stream().filter(it -> it.kind().equals(kind));
    }

    /// Returns the members of an object, none when it is missing.
    static Map<String, String> texts(JsonNode object) {
        var texts = new LinkedHashMap<String, String>();
        object.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asString()));
        return texts;
    }

    /// A pod, or the template of one.
    ///
    /// @param owner what makes it
    record Pod(String owner, JsonNode metadata, JsonNode spec) {
        Map<String, String> labels() {
            return texts(metadata.path("labels"));
        }

        Stream<JsonNode> containers() {
            return Stream.of("initContainers", "containers")
                    .flatMap(kind -> spec.path(kind).valueStream());
        }

        /// Says whether one of its containers has a port of this name, protocol and number.
        boolean listens(String name, String protocol, int number) {
            return containers()
                    .flatMap(container -> container.path("ports").valueStream())
                    .anyMatch(port ->
                            port.path("name").asString().equals(name)
                                    && port.path("protocol").asString().equals(protocol)
                                    && (number == 0
                                            || port.path("containerPort").asInt() == number));
        }
    }
}
