package io.acequia.console;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The dashboards that people have made: a JSON file for each in a directory, named by its id.
///
/// The page decides what is in a dashboard; here it only has to be an object with a title and a
/// list of panels.
final class Dashboards {
    /// Letters, digits and hyphens: no id can name a file of another directory.
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    private static final String SUFFIX = ".json";
    private static final int LONGEST_TITLE = 200;
    private static final int MOST = 1_000;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private final Path directory;

    /// @param directory made when the first dashboard is saved
    Dashboards(Path directory) {
        this.directory = directory;
    }

    /// A dashboard in a list.
    record Entry(String id, String title) {}

    /// What became of an attempt to save.
    sealed interface Saved {
        /// It is on disk.
        record Kept() implements Saved {}

        /// It is no dashboard, or there are too many.
        record Refused(String cause, String advice) implements Saved {}
    }

    static boolean isId(String id) {
        return ID.matcher(id).matches();
    }

    /// Returns all of them, in the order of their ids. A file that is no dashboard is left out.
    List<Entry> list() throws IOException {
        var entries = new ArrayList<Entry>();
        for (var id : ids()) {
            read(id).ifPresent(json ->
                    entries.add(new Entry(id, JSON.readTree(json).path("title").asString(""))));
        }
        return entries;
    }

    private List<String> ids() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .filter(Dashboards::isId)
                    .sorted()
                    .toList();
        }
    }

    /// Returns the JSON of a dashboard, empty when there is none or its file is damaged.
    Optional<byte[]> read(String id) throws IOException {
        var file = file(id);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        var json = Files.readAllBytes(file);
        return fault(json).isEmpty() ? Optional.of(json) : Optional.empty();
    }

    /// Saves a dashboard, in place of an older one of that id. It survives a loss of power.
    synchronized Saved save(String id, byte[] json) throws IOException {
        var fault = fault(json);
        if (fault.isPresent()) {
            return new Saved.Refused(fault.get(), "send {\"title\":\"…\",\"panels\":[…]}");
        }
        if (!Files.exists(file(id)) && ids().size() >= MOST) {
            return new Saved.Refused("there are " + MOST + " dashboards", "delete one first");
        }
        Files.createDirectories(directory);
        var draft = directory.resolve(id + ".draft");
        Files.write(draft, json);
        try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(draft, file(id), StandardCopyOption.ATOMIC_MOVE);
        return new Saved.Kept();
    }

    /// Returns what makes bytes no dashboard, empty when they are one.
    private static Optional<String> fault(byte[] json) {
        JsonNode tree;
        try {
            tree = JSON.readTree(json);
        } catch (JacksonException e) {
            return Optional.of("the body is no JSON: " + e.getOriginalMessage());
        }
        var title = tree.path("title");
        if (!title.isString() || title.asString().isBlank()) {
            return Optional.of("the dashboard has no title");
        }
        if (title.asString().length() > LONGEST_TITLE) {
            return Optional.of("the title has more than " + LONGEST_TITLE + " characters");
        }
        return tree.path("panels").isArray()
                ? Optional.empty()
                : Optional.of("the dashboard has no list of panels");
    }

    /// Deletes a dashboard and says whether there was one.
    synchronized boolean delete(String id) throws IOException {
        return Files.deleteIfExists(file(id));
    }

    private Path file(String id) {
        if (!isId(id)) {
            throw new IllegalArgumentException("no id of a dashboard");
        }
        return directory.resolve(id + SUFFIX);
    }
}
