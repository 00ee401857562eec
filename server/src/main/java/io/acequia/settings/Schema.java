package io.acequia.settings;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A tree of settings records as a flat list of keys, and the way back from values to records.
///
/// @param <R> the record at the root
final class Schema<R extends Record> {
    private final R defaults;
    private final Map<String, Key> keys = new LinkedHashMap<>();

    /// Reads the keys from a root record that holds all defaults.
    Schema(R defaults) {
        this.defaults = defaults;
        collect("", defaults);
    }

    private void collect(String path, Record defaults) {
        for (var component : defaults.getClass().getRecordComponents()) {
            var name = Key.path(path, component);
            var value = value(component, defaults);
            if (isSection(component)) {
                collect(name, (Record) value);
            } else {
                keys.put(name, new Key(name, component, value));
            }
        }
    }

    /// A record is a section unless it is a value. (Asking for annotations would cost the start of
    /// a server 30 ms.)
    private static boolean isSection(RecordComponent component) {
        return component.getType().isRecord() && !ValueText.reads(component.getType());
    }

    private static Object value(RecordComponent component, Record record) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(record);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    List<Key> keys() {
        return List.copyOf(keys.values());
    }

    @Nullable Key key(String name) {
        return keys.get(name);
    }

    Key require(String name) {
        return Objects.requireNonNull(keys.get(name), name);
    }

    /// Makes the records; a key without a value keeps its default.
    ///
    /// @throws IllegalArgumentException when a record refuses its values
    @SuppressWarnings("unchecked")
    R build(Map<String, Object> values) {
        return values.isEmpty() ? defaults : (R) build("", defaults.getClass(), values);
    }

    private Record build(String path, Class<?> type, Map<String, Object> values) {
        var types = new ArrayList<Class<?>>();
        var arguments = new ArrayList<Object>();
        for (var component : type.getRecordComponents()) {
            var name = Key.path(path, component);
            var key = keys.get(name);
            types.add(component.getType());
            arguments.add(
                    key == null
                            ? build(name, component.getType(), values)
                            : values.getOrDefault(name, key.fallback()));
        }
        return construct(type, types, arguments);
    }

    private static Record construct(Class<?> type, List<Class<?>> types, List<Object> arguments) {
        try {
            var constructor = type.getDeclaredConstructor(types.toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return (Record) constructor.newInstance(arguments.toArray());
        } catch (InvocationTargetException refused) {
            if (refused.getCause() instanceof IllegalArgumentException reason) {
                throw reason;
            }
            throw new IllegalStateException(refused);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
