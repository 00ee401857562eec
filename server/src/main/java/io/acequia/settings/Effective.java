package io.acequia.settings;

import java.util.List;

/// The settings that hold, and where each of them comes from.
///
/// @param <R> the record at the root
/// @param settings what holds
/// @param values every key with its value and its origin, in the order of the records
public record Effective<R extends Record>(R settings, List<Value> values) {
    public Effective {
        values = List.copyOf(values);
    }

    /// One key and its value.
    ///
    /// @param key such as `http.listen`
    /// @param texts the value, one text for each element of a list; a secret as `***`
    /// @param isList whether it is written as a list
    /// @param origin `default`, or where it was set
    public record Value(String key, List<String> texts, boolean isList, String origin) {
        public Value {
            texts = List.copyOf(texts);
        }

        /// Says whether somebody set it.
        public boolean isSet() {
            return !origin.equals(SettingsReader.DEFAULT);
        }
    }

    /// Returns what somebody set, in one line for the log; empty when everything is default.
    public String changes() {
        var changes = new StringBuilder();
        for (var value : values) {
            if (value.isSet()) {
                changes.append(changes.isEmpty() ? "" : ", ")
                        .append(value.key())
                        .append('=')
                        .append(String.join(",", value.texts()))
                        .append(" (")
                        .append(value.origin())
                        .append(')');
            }
        }
        return changes.toString();
    }
}
