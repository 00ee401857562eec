package io.acequia.console.prometheus;

import io.acequia.console.prometheus.Api.Answer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// Compares answers as what they mean.
///
/// Numbers may differ by one part in 10¹². Sums depend on the order of their addends, which neither
/// side promises, and Java and Go round the last digit of sines and powers in their own ways; each
/// is an error of a few parts in 10¹⁶. A formula that is another one differs by far more.
final class SameAnswer {
    private static final double TOLERANCE = 1e-12;

    /// What is as good as zero where differences of sums of the size of one are.
    private static final double NOTHING = 1e-14;

    private SameAnswer() {}

    /// Returns what differs, empty when nothing does.
    ///
    /// @param ordered whether the order of a vector means something
    static String difference(Answer expected, Answer actual, boolean ordered) {
        if (expected.status() != actual.status()
                || !expected.errorType().equals(actual.errorType())) {
            return expected + "\nbut was " + actual;
        }
        if (expected.status() != 200) {
            return "";
        }
        return difference("", expected.data(), actual.data(), ordered);
    }

    private static String difference(
            String path, JsonNode expected, JsonNode actual, boolean ordered) {
        if (expected.isArray() && actual.isArray()) {
            return elements(path, expected, actual, ordered);
        }
        if (expected.isObject() && actual.isObject() && !path.endsWith("/metric")) {
            for (var name : expected.propertyNames()) {
                var found =
                        difference(
                                path + '/' + name,
                                expected.get(name),
                                actual.path(name),
                                ordered
                                        || expected.path("resultType")
                                                .asString("")
                                                .equals("matrix"));
                if (!found.isEmpty()) {
                    return found;
                }
            }
            return expected.size() == actual.size() ? "" : mismatch(path, expected, actual);
        }
        boolean isSame =
                path.contains("/value")
                        ? sameNumber(expected.asString(), actual.asString())
                        : expected.equals(actual);
        return isSame ? "" : mismatch(path, expected, actual);
    }

    private static String mismatch(String path, JsonNode expected, JsonNode actual) {
        return path + " is " + actual + "\ninstead of " + expected;
    }

    private static String elements(
            String path, JsonNode expected, JsonNode actual, boolean ordered) {
        boolean sorts = path.endsWith("/result") && !ordered;
        var left = sorts ? sorted(expected) : list(expected);
        var right = sorts ? sorted(actual) : list(actual);
        for (int index = 0; index < Math.min(left.size(), right.size()); index++) {
            var found = difference(path + '/' + index, left.get(index), right.get(index), ordered);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return left.size() == right.size()
                ? ""
                : path
                        + " has "
                        + right.size()
                        + " parts: "
                        + actual
                        + "\ninstead of "
                        + left.size()
                        + ": "
                        + expected;
    }

    private static List<JsonNode> list(JsonNode array) {
        var list = new ArrayList<JsonNode>();
        array.forEach(list::add);
        return list;
    }

    private static List<JsonNode> sorted(JsonNode array) {
        var list = list(array);
        list.sort(Comparator.comparing(SameAnswer::labels));
        return list;
    }

    private static String labels(JsonNode series) {
        var labels = new TreeMap<String, String>();
        series.path("metric")
                .properties()
                .forEach(it -> labels.put(it.getKey(), it.getValue().asString()));
        return labels.toString();
    }

    private static boolean sameNumber(String expected, String actual) {
        if (expected.equals(actual)) {
            return true;
        }
        double left = number(expected);
        double right = number(actual);
        double size = Math.max(Math.abs(left), Math.abs(right));
        return Math.abs(left - right) <= Math.max(TOLERANCE * size, size < 1 ? NOTHING : 0);
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
