package io.acequia.settings;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;

/// A place for a value in the tree of settings records.
///
/// @param name path in the YAML file, such as `coap.receive-buffer`
/// @param component the component of the record that holds it
/// @param fallback its value when nothing is set
record Key(String name, RecordComponent component, Object fallback) {
    private static final String PREFIX = "ACEQUIA_";

    /// Returns the path of a component below the path of its record.
    static String path(String parent, RecordComponent component) {
        var name = new StringBuilder(parent.isEmpty() ? "" : parent + ".");
        for (char letter : component.getName().toCharArray()) {
            if (Character.isUpperCase(letter)) {
                name.append('-');
            }
            name.append(Character.toLowerCase(letter));
        }
        return name.toString();
    }

    /// Returns the environment variable that sets it.
    String variable() {
        return PREFIX + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    boolean isList() {
        return component.getType() == List.class;
    }

    boolean isSecret() {
        return component.getType() == Secret.class;
    }

    /// Returns the type of the value, of one element for a list.
    Class<?> type() {
        return isList() && component.getGenericType() instanceof ParameterizedType list
                ? (Class<?>) list.getActualTypeArguments()[0]
                : component.getType();
    }

    /// Returns what the value is for.
    String meaning() {
        var setting = component.getAnnotation(Setting.class);
        return setting == null ? "" : setting.value();
    }
}
