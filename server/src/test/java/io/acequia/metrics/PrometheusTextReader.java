package io.acequia.metrics;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads the text format of Prometheus strictly, so that a test notices any line that is not one.
public final class PrometheusTextReader {
    private static final Pattern COMMENT =
            Pattern.compile("# (HELP|TYPE) [a-zA-Z_:][a-zA-Z0-9_:]* .+");
    private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\]|\\\\[\\\\\"n])*\"";
    private static final Pattern SAMPLE =
            Pattern.compile(
                    "([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{"
                            + LABEL
                            + "(?:,"
                            + LABEL
                            + ")*,?\\})? (NaN|[+-]?(?:Inf|[0-9.]+(?:E[+-]?[0-9]+)?))");

    private PrometheusTextReader() {}

    /// Returns the samples by name and labels, escapes in labels resolved.
    public static Map<String, Double> samples(String text) {
        var samples = new LinkedHashMap<String, Double>();
        assertTrue(text.endsWith("\n"));
        text.lines()
                .filter(line -> !COMMENT.matcher(line).matches())
                .forEach(line -> {
                    var sample = SAMPLE.matcher(line);
                    assertTrue(sample.matches(), "not a line of metrics: " + line);
                    var labels = sample.group(2) == null ? "" : sample.group(2);
                    assertNull(
                            samples.put(
                                    sample.group(1) + unescaped(labels), number(sample.group(3))),
                            "twice: " + line);
                });
        return samples;
    }

    private static double number(String text) {
        return Double.parseDouble(text.replace("Inf", "Infinity"));
    }

    private static String unescaped(String labels) {
        var text = new StringBuilder();
        for (int i = 0; i < labels.length(); i++) {
            char character = labels.charAt(i);
            if (character == '\\') {
                character = labels.charAt(++i);
                text.append(character == 'n' ? '\n' : character);
            } else {
                text.append(character);
            }
        }
        return text.toString();
    }
}
