package io.acequia.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// All that was measured: one JSON object a line, of the load generator, of a cold start
/// (`start_ms`) or about the machine (`machine`).
///
/// @param lines in the order of the runs
record Runs(List<JsonNode> lines) {
    Runs {
        lines = List.copyOf(lines);
    }

    /// Reads a file of runs.
    static Runs read(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return of(lines.filter(line -> !line.isBlank()).toList());
        }
    }

    /// Reads the lines of such a file.
    static Runs of(List<String> lines) {
        return new Runs(lines.stream().map(line -> JsonMapper.shared().readTree(line)).toList());
    }

    /// Returns a value of the closed-loop runs of a subject.
    Samples throughput(Subject subject, String pointer) {
        return samples(subject, pointer, line -> line.has("replies_per_s") && isClosedLoop(line));
    }

    /// Returns a value of the open-loop runs of a subject.
    Samples latency(Subject subject, String pointer) {
        return samples(subject, pointer, line -> line.has("replies_per_s") && !isClosedLoop(line));
    }

    /// Returns the milliseconds to the first answer of the cold starts of a subject.
    Samples starts(Subject subject) {
        return samples(subject, "/start_ms", line -> line.has("start_ms"));
    }

    /// Returns what is known about the machine and the run, empty when nothing is.
    String about(String key) {
        return lines.stream()
                .filter(line -> line.has("machine"))
                .map(line -> line.at("/machine/" + key).asString(""))
                .findFirst()
                .orElse("");
    }

    private static boolean isClosedLoop(JsonNode line) {
        return line.at("/rate").asDouble() == 0;
    }

    private Samples samples(Subject subject, String pointer, Predicate<JsonNode> kind) {
        return new Samples(
                lines.stream()
                        .filter(line -> line.at("/label").asString("").equals(subject.label()))
                        .filter(kind)
                        .map(line -> line.at(pointer).asDouble(0))
                        .toList());
    }
}
