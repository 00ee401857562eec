package io.acequia.query.promql;

import com.google.re2j.Pattern;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Makes other labels of labels.
@FunctionalInterface
interface LabelChange {
    java.util.regex.Pattern NAME = java.util.regex.Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    /// `$1`, `${1}`, `${name}`, and `$$` for the sign itself.
    java.util.regex.Pattern REFERENCE =
            java.util.regex.Pattern.compile("\\$(?:(\\$)|(\\w+)|\\{(\\w+)})");

    /// Most characters of a value that is put together; without a bound, a few calls inside each
    /// other make as much as they like.
    int LONGEST = 1_000;

    Labels of(Labels labels);

    /// Changes as `label_replace` does.
    ///
    /// @param texts label to set, what to set it to, label to look at, regular expression
    static LabelChange replacing(List<String> texts) {
        var target = texts.get(0);
        var pattern =
                Matcher.pattern(texts.get(3))
                        .orElseThrow(() ->
                                EvaluationFailure.execution(
                                        "invalid regular expression in label_replace(): "
                                                + texts.get(3)));
        checkName(target, "label_replace");
        return labels -> {
            var found = pattern.matcher(labels.get(texts.get(2)));
            return found.matches()
                    ? changed(labels, target, expanded(texts.get(1), pattern, found))
                    : labels;
        };
    }

    private static Labels changed(Labels labels, String target, String value) {
        if (value.length() > LONGEST) {
            throw EvaluationFailure.execution(
                    "label " + target + " would have more than " + LONGEST + " characters");
        }
        return labels.with(target, value);
    }

    static void checkName(String label, String function) {
        if (!NAME.matcher(label).matches()) {
            throw EvaluationFailure.execution(
                    "invalid destination label name in " + function + "(): " + label);
        }
    }

    /// Groups that there are not are empty, as in Go.
    private static String expanded(
            String template, Pattern pattern, com.google.re2j.Matcher found) {
        return REFERENCE
                .matcher(template)
                .replaceAll(reference -> {
                    if (reference.group(1) != null) {
                        return "\\$";
                    }
                    var name = reference.group(2) != null ? reference.group(2) : reference.group(3);
                    return java.util.regex.Matcher.quoteReplacement(group(name, pattern, found));
                });
    }

    private static String group(String name, Pattern pattern, com.google.re2j.Matcher found) {
        int number = pattern.namedGroups().getOrDefault(name, -1);
        if (name.matches("\\d{1,3}") && Integer.parseInt(name) <= found.groupCount()) {
            number = Integer.parseInt(name);
        }
        var text = number < 0 ? null : found.group(number);
        return text == null ? "" : text;
    }

    /// Changes as `label_join` does.
    ///
    /// @param texts label to set, what to put between values, labels to take them from
    static LabelChange joining(List<String> texts) {
        checkName(texts.get(0), "label_join");
        var sources = texts.subList(2, texts.size());
        for (var source : sources) {
            if (!NAME.matcher(source).matches()) {
                throw EvaluationFailure.execution(
                        "invalid source label name in label_join(): " + source);
            }
        }
        return labels ->
                changed(
                        labels,
                        texts.get(0),
                        sources.stream()
                                .map(labels::get)
                                .collect(Collectors.joining(texts.get(1))));
    }

    /// Returns the labels of something that is not there: those that its selector demands.
    static Labels ofAbsent(Expression expression) {
        return switch (expression) {
            case Expression.Instant(var matchers, _) -> demanded(matchers);
            case Expression.Range(var selector, _) -> demanded(selector.matchers());
            default -> Labels.NONE;
        };
    }

    private static Labels demanded(List<Matcher> matchers) {
        Map<String, String> values = new HashMap<>();
        var unclear = new HashSet<String>(List.of(Labels.NAME));
        for (var matcher : matchers) {
            boolean once = values.put(matcher.name(), matcher.value()) == null;
            if (matcher.kind() != Matcher.Kind.EQUAL || !once) {
                unclear.add(matcher.name());
            }
        }
        values.keySet().removeAll(unclear);
        return Labels.of(values);
    }
}
