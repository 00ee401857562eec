package io.acequia.helm;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The chart, as Helm renders it.
final class Chart {
    static final String RELEASE = "field", NAMESPACE = "water";

    private static final Path DIRECTORY = Path.of("acequia");
    private static final Path VALUES = Path.of("src", "test", "values");
    private static final Path COPY = copy();
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Map<String, List<Manifest>> RENDERED = new ConcurrentHashMap<>();

    private Chart() {}

    /// Returns the names of all files of values in `src/test/values`.
    static Stream<String> variants() throws IOException {
        try (var files = Files.list(VALUES)) {
            return files
                    .map(file -> file.getFileName().toString().replace(".yaml", ""))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    /// Returns what the chart makes of a file of values.
    static List<Manifest> variant(String name) {
        return RENDERED.computeIfAbsent(name, it -> read(template(VALUES.resolve(it + ".yaml"))));
    }

    /// Returns what the chart makes of values.
    static List<Manifest> of(String values) {
        return read(rendered(values));
    }

    /// Returns what Helm says when it refuses values.
    ///
    /// @throws AssertionError when it takes them
    static String refusal(String values) {
        String rendered;
        try {
            rendered = rendered(values);
        } catch (IllegalStateException refused) {
            return String.valueOf(refused.getMessage());
        }
        throw new AssertionError("taken: " + values + "\n" + rendered);
    }

    private static String rendered(String values) {
        try {
            var file = Files.createTempFile("values", ".yaml");
            try {
                return template(Files.writeString(file, values));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String template(Path values) {
        return new Helm(COPY)
                .template()
                .withName(RELEASE)
                .withNamespace(NAMESPACE)
                .withValuesFile(values)
                .call();
    }

    /// Helm's library leaves hooks out of what it renders, and the pod of the test is one; so it
    /// gets a copy of the chart whose hooks are called otherwise.
    private static Path copy() {
        try (var files = Files.walk(DIRECTORY)) {
            var parent = Files.createDirectories(Path.of("target"));
            var copy = Files.createTempDirectory(parent, "without-hooks");
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var target = copy.resolve(DIRECTORY.relativize(file));
                Files.createDirectories(target.getParent());
                Files.writeString(
                        target, Files.readString(file).replace("helm.sh/hook", "acequia.io/hook"));
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Returns what Helm complains of, and nothing when it is content.
    static List<String> lint() {
        var result = new Helm(DIRECTORY).lint().strict().quiet().call();
        return result.isFailed() ? result.getMessages() : List.of();
    }

    /// Reads the documents of a YAML text; those that are empty are left out.
    static List<Manifest> read(String yaml) {
        Iterable<JsonNode> documents =
                () -> YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml);
        return StreamSupport.stream(documents.spliterator(), false)
                .filter(JsonNode::isObject)
                .map(Manifest::new)
                .toList();
    }

    /// Returns the settings that pods are given.
    static JsonNode settings(List<Manifest> manifests) {
        var settings =
                manifests.stream()
                        .filter(it -> it.kind().equals("ConfigMap"))
                        .map(it -> it.at("/data/acequia.yaml").asString())
                        .findFirst()
                        .orElseThrow();
        return YAML.readTree(settings);
    }
}
