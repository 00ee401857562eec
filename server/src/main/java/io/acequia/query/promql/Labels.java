package io.acequia.query.promql;

import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The labels of a series, ordered by name. A label without a value is as good as none.
public final class Labels implements Comparable<Labels> {
    /// The label that holds the name of the metric.
    public static final String NAME = "__name__";

    /// No labels.
    public static final Labels NONE = new Labels(new TreeMap<>());

    private final SortedMap<String, String> values;
    private final int hash;

    private Labels(SortedMap<String, String> values) {
        this.values = values;
        this.hash = values.hashCode();
    }

    /// Makes labels of names and values; those with an empty value are left out.
    public static Labels of(Map<String, String> values) {
        var copy = new TreeMap<>(values);
        copy.values().removeIf(String::isEmpty);
        return new Labels(copy);
    }

    /// Returns the value of a label, empty when there is none.
    public String get(String name) {
        return values.getOrDefault(name, "");
    }

    /// Returns names and values, ordered by name.
    public SortedMap<String, String> values() {
        return Collections.unmodifiableSortedMap(values);
    }

    /// Returns these with another value of one label; an empty one takes it away.
    public Labels with(String name, String value) {
        var copy = new TreeMap<>(values);
        copy.put(name, value);
        return of(copy);
    }

    /// Returns these without some.
    public Labels without(Collection<String> names) {
        var copy = new TreeMap<>(values);
        names.forEach(copy::remove);
        return new Labels(copy);
    }

    /// Returns those of these that are named.
    public Labels only(Collection<String> names) {
        var copy = new TreeMap<String, String>();
        for (var name : names) {
            copy.put(name, get(name));
        }
        return of(copy);
    }

    /// Returns these without the name of the metric.
    public Labels withoutName() {
        return without(Collections.singleton(NAME));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Labels labels
                && hash == labels.hash
                && values.equals(labels.values);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /// Orders by the first name or value that differs, fewer labels before more.
    @Override
    public int compareTo(Labels other) {
        Iterator<Map.Entry<String, String>> others = other.values.entrySet().iterator();
        for (var mine : values.entrySet()) {
            if (!others.hasNext()) {
                return 1;
            }
            var theirs = others.next();
            int byName = mine.getKey().compareTo(theirs.getKey());
            int order = byName != 0 ? byName : mine.getValue().compareTo(theirs.getValue());
            if (order != 0) {
                return order;
            }
        }
        return others.hasNext() ? -1 : 0;
    }

    /// Returns them as they are written in a selector.
    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(label -> label.getKey() + "=\"" + label.getValue() + '"')
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
