package io.acequia.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileSearchTest {
    private static final List<String> PIECES =
            List.of(
                    "origin",
                    "payload.value",
                    "timestamp",
                    "_exists_",
                    ":",
                    ":",
                    "*",
                    "?",
                    "\"",
                    "\\",
                    " ",
                    " ",
                    "AND",
                    "or",
                    "NOT",
                    "&&",
                    "||",
                    "(",
                    ")",
                    "[",
                    "]",
                    "{",
                    "}",
                    " TO ",
                    "<",
                    ">=",
                    "-",
                    "+",
                    "!",
                    "/",
                    "~",
                    "^",
                    "=",
                    "1",
                    "-2.5",
                    "now-1d",
                    "now/d",
                    "\\u00b0",
                    "\\u",
                    "🌡",
                    "\ud800",
                    "\u0000",
                    "\u3000",
                    "x");

    /// Reads the text, and says whether it was understood.
    private static boolean isUnderstood(String text) {
        return switch (SearchSyntax.parse(text, Searches.NOW)) {
            case Parsed.Understood _ -> true;
            case Parsed.Mistake mistake -> {
                int most = text.codePointCount(0, text.length()) + 1;
                assertTrue(mistake.column() >= 1 && mistake.column() <= most, mistake::toString);
                assertTrue(mistake.message().length() < 400, mistake::toString);
                yield false;
            }
        };
    }

    @Test
    @DisplayName("No heap of pieces makes the parser throw, and every mistake is within the text")
    void pieces() {
        var random = new Random(42);
        int understood = 0;

        for (int i = 0; i < 100_000; i++) {
            var text = new StringBuilder();
            for (int length = random.nextInt(16); length >= 0; length--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            understood += isUnderstood(text.toString()) ? 1 : 0;
        }

        assertTrue(understood > 5_000 && understood < 95_000, understood + " were understood");
    }

    @Test
    @DisplayName("No change to a good search makes the parser throw")
    void mutations() {
        var random = new Random(7);
        var good =
                "(origin:(sev* OR \"weather city\") AND NOT payload.value:[20 TO 30}) "
                        + "timestamp:[now-4d/d TO now] || -_exists_:payload.unit payload.value>=1e3";
        int mistakes = 0;

        for (int i = 0; i < 100_000; i++) {
            var text = new StringBuilder(good);
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                    default -> text.setCharAt(at, (char) random.nextInt(0x3100));
                }
            }
            mistakes += isUnderstood(text.toString()) ? 0 : 1;
        }

        assertTrue(isUnderstood(good));
        assertTrue(mistakes > 5_000, mistakes + " mistakes");
    }

    @Test
    @DisplayName("No bytes make the parser throw")
    void bytes() {
        var random = new Random(1);

        for (int i = 0; i < 20_000; i++) {
            var bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            var text = new String(bytes, StandardCharsets.ISO_8859_1);

            assertEquals(isUnderstood(text), isUnderstood(text));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "-",
                "!(",
                "origin:(",
                "*",
                "?",
                "a* ",
                "\\",
                "\"",
                "\"\"",
                "[",
                "a:[b TO ",
                "+",
                "NOT ",
                "a OR ",
                "a ",
                ":",
                "now+1d",
                "timestamp:now-1d ",
                "origin:*?",
                "🌡",
                "payload.value:9",
                "9",
                "<",
                "a=",
                "\\u0041"
            })
    @DisplayName("The longest text of one piece is read in no time")
    void longest(String piece) {
        var text = piece.repeat(SearchSyntax.MAX_LENGTH / piece.length());
        var other = "timestamp:" + text.substring(0, text.length() - 10);

        assertTimeoutPreemptively(
                Duration.ofSeconds(2),
                () -> {
                    for (int i = 0; i < 20; i++) {
                        assertEquals(isUnderstood(text), isUnderstood(text));
                        assertEquals(isUnderstood(other), isUnderstood(other));
                    }
                });
    }
}
