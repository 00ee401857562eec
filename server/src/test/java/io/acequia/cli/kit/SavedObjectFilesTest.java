package io.acequia.cli.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.query.Parsed;
import io.acequia.query.SearchSyntax;
import io.acequia.store.Field;
import io.acequia.store.Search;
import io.acequia.store.TimeRange;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What can be said of the objects without OpenSearch Dashboards and Kibana.
@DisplayName("The saved objects")
class SavedObjectFilesTest {
    private static final JsonMapper JSON = new JsonMapper();

    /// All attributes that both products know; Kibana refuses others (as of 8.8).
    private static final Map<String, Set<String>> ATTRIBUTES =
            Map.of(
                    "index-pattern",
                    Set.of("title", "timeFieldName"),
                    "search",
                    Set.of(
                            "title",
                            "description",
                            "hits",
                            "version",
                            "columns",
                            "sort",
                            "kibanaSavedObjectMeta"),
                    "visualization",
                    Set.of(
                            "title",
                            "description",
                            "version",
                            "visState",
                            "uiStateJSON",
                            "kibanaSavedObjectMeta"),
                    "dashboard",
                    Set.of(
                            "title",
                            "description",
                            "hits",
                            "version",
                            "timeRestore",
                            "timeFrom",
                            "timeTo",
                            "refreshInterval",
                            "optionsJSON",
                            "panelsJSON",
                            "kibanaSavedObjectMeta"));

    /// The last versions whose migrations OpenSearch Dashboards has; what claims to be newer it
    /// refuses, and Kibana brings older objects up to its own version.
    private static final Map<String, String> VERSIONS =
            Map.of(
                    "index-pattern", "7.6.0",
                    "search", "7.9.3",
                    "visualization", "7.10.0",
                    "dashboard", "7.9.3");

    private static final List<String> PANEL_TEXTS =
            List.of(
                    "id",
                    "type",
                    "index_pattern",
                    "interval",
                    "axis_position",
                    "axis_formatter",
                    "axis_scale");

    private static final List<String> SERIES_TEXTS =
            List.of(
                    "id",
                    "color",
                    "split_mode",
                    "formatter",
                    "chart_type",
                    "stacked",
                    "axis_position",
                    "label");

    private final List<JsonNode> objects =
            SavedObjectLines.read(Kit.KIBANA.text(Kit.SAVED_OBJECTS));

    /// Shows every member of a node, and of what is in it, by name.
    private static void members(JsonNode node, BiConsumer<String, JsonNode> visitor) {
        node.properties().forEach(it -> visitor.accept(it.getKey(), it.getValue()));
        node.forEach(child -> members(child, visitor));
    }

    private static List<String> texts(JsonNode node, Set<String> names) {
        var found = new ArrayList<String>();
        members(
                node,
                (name, value) -> {
                    if (names.contains(name) && value.isString()) {
                        found.add(value.asString());
                    }
                });
        return found;
    }

    private static String id(JsonNode object) {
        return object.path("type").asString() + " " + object.path("id").asString();
    }

    @Test
    @DisplayName("are made of the readable files, one line each")
    void fileIsFresh() throws IOException {
        var file = SavedObjectLines.DIRECTORY.resolve(Kit.SAVED_OBJECTS);
        var expected = SavedObjectLines.make();
        if (Boolean.getBoolean("update-docs") || System.getProperty("update-docs", "-").isEmpty()) {
            Files.writeString(file, expected);
        }

        assertEquals(
                expected,
                Files.exists(file) ? Files.readString(file) : "",
                file
                        + " is stale; write it again with: mvn -pl server -am test"
                        + " -Dtest=SavedObjectFilesTest -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dupdate-docs");
        assertEquals(18, objects.size());
    }

    @Test
    @DisplayName("have the attributes and versions that both products know")
    void attributes() {
        for (var object : objects) {
            var type = object.path("type").asString();
            assertEquals(
                    ATTRIBUTES.get(type),
                    Set.copyOf(object.path("attributes").propertyNames()),
                    id(object));
            assertEquals(
                    VERSIONS.get(type),
                    object.path("migrationVersion").path(type).asString(""),
                    id(object));
        }
    }

    @Test
    @DisplayName("refer to what comes before them, by names that they use")
    void references() {
        var before = new HashSet<String>();
        for (var object : objects) {
            var names = new TreeSet<String>();
            for (var reference : object.path("references")) {
                assertTrue(before.contains(id(reference)), id(object) + " → " + id(reference));
                names.add(reference.path("name").asString());
            }
            var used = Set.of("indexRefName", "indexPatternRefName", "panelRefName");
            assertEquals(names, new TreeSet<>(texts(object.path("attributes"), used)), id(object));
            assertTrue(before.add(id(object)), id(object) + " is there twice");
        }
    }

    @Test
    @DisplayName("name fields that events have: numbers to reckon with, keywords to group by")
    void fields() {
        var every = Set.of("field", "fieldName", "terms_field", "sortField", "time_field");
        var reckoned = Set.of("avg", "min", "max", "sum", "top_hits");
        int seen = 0;
        for (var object : objects) {
            for (var name : texts(object, every)) {
                assertTrue(Field.named(name).isPresent(), id(object) + ": " + name);
                seen++;
            }
            members(
                    object,
                    (member, parts) -> {
                        for (var part : member.matches("aggs|metrics") ? parts : JSON.nullNode()) {
                            var type = part.path("type").asString();
                            var field =
                                    part.path("params")
                                            .path("field")
                                            .asString(part.path("field").asString(""));
                            var isNumber = field.equals(Field.VALUE.label());
                            assertEquals(reckoned.contains(type), isNumber, id(object) + field);
                        }
                    });
        }
        assertTrue(seen > 30, "only " + seen + " fields");
        var pattern = objects.getFirst().path("attributes");
        assertEquals(Field.TIMESTAMP.label(), pattern.path("timeFieldName").asString());
        var search = objects.get(1).path("attributes");
        search.path("columns")
                .forEach(it -> assertTrue(Field.named(it.asString()).isPresent(), "" + it));
        assertEquals("[[\"timestamp\",\"desc\"]]", search.path("sort").toString());
    }

    @Test
    @DisplayName("search for what they say, in words that Acequia understands as well")
    void queries() throws IOException {
        var store = BoardEvents.store();
        var found = new LinkedHashMap<String, Integer>();
        for (var object : objects) {
            for (var query : texts(object, Set.of("query"))) {
                switch (SearchSyntax.parse(query, BoardEvents.NOW)) {
                    case Parsed.Understood(var filter) -> {
                        var search = new Search(filter, TimeRange.ALL, 10_000);
                        found.put(query, store.search(search).events().size());
                    }
                    case Parsed.Mistake mistake ->
                            throw new AssertionError(id(object) + ": " + mistake.message());
                }
            }
        }

        var expected = new TreeMap<String, Integer>();
        expected.put("", BoardEvents.all().size());
        expected.put("NOT namespace:acequia", 6 * 7);
        for (var type : List.of("temperature", "humidity", "pressure")) {
            expected.put("sender:\"weather-city\" AND payload.type:" + type, 6 * 2);
        }
        var own = "namespace:acequia AND payload.type:";
        expected.put(own + "requests_per_second", 12 * 3);
        expected.put(own + "requests_per_second AND (origin:4.* OR origin:5.*)", 12 * 2);
        expected.put(own + "events_per_second", 12);
        expected.put(own + "duration_p*", 12 * 3);
        expected.put(own + "heap_bytes", 12);
        assertEquals(expected, new TreeMap<>(found));
    }

    @Test
    @DisplayName("ask the indices of one prefix, which can be another one")
    void prefix() {
        var patterns = new HashSet<String>();
        patterns.add(objects.getFirst().path("attributes").path("title").asString());
        objects.forEach(it -> patterns.addAll(texts(it, Set.of("index_pattern"))));
        var text = Kit.KIBANA.text(Kit.SAVED_OBJECTS);

        var other = Kit.KIBANA.text(Kit.SAVED_OBJECTS, "iot");

        assertEquals(Set.of("acequia-*-2*"), patterns);
        assertEquals(text, other.replace("iot-*-2*", "acequia-*-2*"));
        assertFalse(other.contains("acequia-*"), other);
        assertEquals(text.split("acequia-\\*-2\\*", -1).length, other.split("iot-", -1).length);
    }

    @Test
    @DisplayName("stand on the boards once each, side by side and without overlap")
    void boards() {
        var shown = new ArrayList<String>();
        for (var board : objects) {
            var taken = new HashSet<List<Integer>>();
            for (var panel : board.path("attributes").path("panelsJSON")) {
                var place = panel.path("gridData");
                int right = place.path("x").asInt() + place.path("w").asInt();
                int bottom = place.path("y").asInt() + place.path("h").asInt();
                assertTrue(right <= 48, id(board) + " " + panel);
                for (int x = place.path("x").asInt(); x < right; x++) {
                    for (int y = place.path("y").asInt(); y < bottom; y++) {
                        assertTrue(taken.add(List.of(x, y)), id(board) + " " + panel);
                    }
                }
                assertEquals(panel.path("panelIndex"), place.path("i"));
            }
            if (board.path("type").asString().equals("dashboard")) {
                board.path("references").forEach(it -> shown.add(id(it)));
            }
        }

        var some =
                objects.stream()
                        .map(SavedObjectFilesTest::id)
                        .filter(it -> !it.startsWith("dashboard") && !it.startsWith("index"))
                        .sorted()
                        .toList();
        assertEquals(some, shown.stream().sorted().toList());
    }

    @Test
    @DisplayName("that are time series have the members which the server of the product demands")
    void timeSeries() {
        int seen = 0;
        for (var object : objects) {
            var state = object.path("attributes").path("visState");
            if (state.path("type").asString("").equals("metrics")) {
                seen++;
                var panel = state.path("params");
                assertMembers(
                        panel,
                        PANEL_TEXTS,
                        List.of("show_legend", "show_grid", "drop_last_bucket"));
                for (var series : panel.path("series")) {
                    assertMembers(
                            series,
                            SERIES_TEXTS,
                            List.of("line_width", "point_size", "separate_axis"));
                    series.path("metrics")
                            .forEach(it ->
                                    assertMembers(it, List.of("id", "type", "field"), List.of()));
                }
            }
        }
        assertEquals(8, seen);
    }

    private static void assertMembers(JsonNode node, List<String> texts, List<String> integers) {
        texts.forEach(name -> assertTrue(node.path(name).isString(), name + " of " + node));
        integers.forEach(name -> assertTrue(node.path(name).isInt(), name + " of " + node));
    }
}
