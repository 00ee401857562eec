package io.acequia.console.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Looks at the sources of the page: what no compiler checks.
class PageSourcesTest {
    private static final Path WEB = Path.of("src", "main", "web");
    private static final int LONGEST_FILE = 500;
    private static final JsonMapper JSON = new JsonMapper();

    /// A key in quotes or backticks; what `${…}` computes may be anything.
    private static final Pattern WORDS =
            Pattern.compile("\\b(?:t|plural)\\(\\s*['`]([a-z][\\w.$\\{\\}-]*)['`]");

    @Test
    @DisplayName("both languages have words for the same keys, with the same places for values")
    void dictionaries() throws IOException {
        var english = dictionary("en");
        var spanish = dictionary("es");

        assertEquals(keys(english), keys(spanish));
        for (var key : keys(english)) {
            assertEquals(places(english.get(key)), places(spanish.get(key)), key);
        }
    }

    @Test
    @DisplayName("every key that a script names has words")
    void wordsExist() throws IOException {
        var known = keys(dictionary("en"));
        var missing = new TreeSet<String>();
        for (var file : scripts()) {
            WORDS.matcher(Files.readString(file))
                    .results()
                    .map(found -> found.group(1))
                    .filter(key -> !key.contains("$"))
                    .filter(key -> !known.contains(key) && !known.contains(key + ".other"))
                    .forEach(missing::add);
        }

        assertEquals(Set.of(), missing);
    }

    @Test
    @DisplayName("files have at most 500 lines")
    void small() throws IOException {
        var tooLong =
                sources().stream()
                        .filter(file -> read(file).lines().count() > LONGEST_FILE)
                        .toList();

        assertEquals(List.of(), tooLong);
    }

    @Test
    @DisplayName("no markup has styles or scripts within, which the content policy would refuse")
    void noInlineCode() throws IOException {
        var inline =
                Pattern.compile("\\s(style|on[a-z]+)=\\s*[\"'$]|unsafeHTML|innerHTML|styleMap");

        assertEquals(List.of(), filesWith(inline));
    }

    @Test
    @DisplayName("nothing is loaded from another host")
    void noOtherHost() throws IOException {
        var elsewhere = Pattern.compile("(src|href|import|url|fetch)\\W{1,3}(https?:)?//");

        assertEquals(List.of(), filesWith(elsewhere));
    }

    @Test
    @DisplayName("the import map and the preloads name files that exist")
    void importMap() throws IOException {
        var html = Files.readString(WEB.resolve("index.html"));
        var paths =
                Pattern.compile("\"(/[^\"]+)\"")
                        .matcher(html)
                        .results()
                        .map(found -> found.group(1))
                        .filter(path -> !path.endsWith("/"))
                        .toList();

        assertTrue(paths.size() > 10, html);
        for (var path : paths) {
            assertNotNull(PageSourcesTest.class.getResource("/web" + path), path);
        }
    }

    private static JsonNode dictionary(String language) throws IOException {
        return JSON.readTree(Files.readString(WEB.resolve("i18n/" + language + ".json")));
    }

    private static Set<String> keys(JsonNode dictionary) {
        return new TreeSet<>(dictionary.propertyNames());
    }

    private static Set<String> places(JsonNode words) {
        return Pattern.compile("\\{\\w+}")
                .matcher(words.asString())
                .results()
                .map(place -> place.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Path> filesWith(Pattern pattern) throws IOException {
        return sources().stream().filter(file -> pattern.matcher(read(file)).find()).toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> scripts() throws IOException {
        return sources().stream().filter(file -> file.toString().endsWith(".js")).toList();
    }

    private static List<Path> sources() throws IOException {
        try (var tree = Files.walk(WEB)) {
            return tree.filter(Files::isRegularFile).toList();
        }
    }
}
