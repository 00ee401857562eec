package io.acequia.cli.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Makes the file that OpenSearch Dashboards and Kibana import of `saved-objects/*.json`, one
/// readable file for each object: there, members that have to be text which is JSON are JSON. And
/// reads it.
final class SavedObjectLines {
    static final Path DIRECTORY = Path.of("..", "deploy", "dashboards");

    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> TEXTS =
            List.of("visState", "uiStateJSON", "optionsJSON", "panelsJSON");

    private static final String SOURCE = "searchSourceJSON";

    private SavedObjectLines() {}

    /// Returns a line for each object, in the order of the files' names.
    static String make() throws IOException {
        try (var files = Files.list(DIRECTORY.resolve("saved-objects"))) {
            return files.sorted()
                    .map(SavedObjectLines::line)
                    .collect(Collectors.joining("\n", "", "\n"));
        }
    }

    private static String line(Path file) {
        var object = (ObjectNode) JSON.readTree(file.toFile());
        var attributes = (ObjectNode) object.path("attributes");
        TEXTS.forEach(name -> asText(attributes, name));
        if (attributes.path("kibanaSavedObjectMeta") instanceof ObjectNode meta) {
            asText(meta, SOURCE);
        }
        return JSON.writeValueAsString(object);
    }

    private static void asText(ObjectNode object, String name) {
        if (object.has(name)) {
            object.put(name, JSON.writeValueAsString(object.path(name)));
        }
    }

    /// Returns the objects of a file with the members read that are text which is JSON.
    static List<JsonNode> read(String lines) {
        return lines.lines().map(line -> unfolded(JSON.readTree(line))).toList();
    }

    private static JsonNode unfolded(JsonNode node) {
        node.properties()
                .forEach(it -> {
                    var isText = TEXTS.contains(it.getKey()) || it.getKey().equals(SOURCE);
                    it.setValue(isText ? JSON.readTree(it.getValue().asString()) : it.getValue());
                    unfolded(it.getValue());
                });
        return node;
    }
}
