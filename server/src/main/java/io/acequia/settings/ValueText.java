package io.acequia.settings;

import io.acequia.text.DurationText;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Values of settings as text, in both directions, for every type a setting can have.
final class ValueText {
    private ValueText() {}

    /// Reads a value.
    ///
    /// @param texts one text, any number for a list
    /// @throws IllegalArgumentException when a text is not of the type of the key
    static Object parse(Key key, List<String> texts) {
        if (!key.isList()) {
            if (texts.size() != 1) {
                throw new IllegalArgumentException("one value is wanted: " + texts);
            }
            // What is not set by default may be set to nothing.
            boolean isNothing = texts.getFirst().isEmpty() && key.fallback().equals(Path.of(""));
            return isNothing ? key.fallback() : parse(key.type(), texts.getFirst());
        }
        var values = new ArrayList<Object>();
        for (var text : texts) {
            values.add(parse(key.type(), text));
        }
        return List.copyOf(values);
    }

    /// Says whether a record is one value and no section.
    static boolean reads(Class<?> record) {
        return record == Size.class || record == HostPort.class || record == Secret.class;
    }

    private static Object parse(Class<?> type, String text) {
        if (type.isEnum()) {
            return parseEnum(type, text);
        }
        return switch (type.getSimpleName()) {
            case "int" -> Integer.parseInt(text);
            case "Size" -> Size.parse(text);
            case "HostPort" -> HostPort.parse(text);
            case "Retention" -> Retention.parse(text);
            case "Duration" -> duration(text);
            case "Secret" -> new Secret(text);
            case "String" -> text;
            case "Path" -> parsePath(text);
            case "URI" -> parseUrl(text);
            default -> throw new IllegalStateException("no setting can be a " + type);
        };
    }

    static Duration duration(String text) {
        return DurationText.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("not a time: " + text));
    }

    private static Object parseUrl(String text) {
        var url = URI.create(text);
        boolean isHttp = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!isHttp || url.getHost() == null || url.getUserInfo() != null) {
            throw new IllegalArgumentException("not the address of a node: " + text);
        }
        return url;
    }

    private static Object parsePath(String text) {
        try {
            if (!text.isEmpty()) {
                return Path.of(text);
            }
        } catch (InvalidPathException notPath) {
            throw new IllegalArgumentException(notPath);
        }
        throw new IllegalArgumentException("empty");
    }

    private static Object parseEnum(Class<?> type, String text) {
        for (var constant : type.getEnumConstants()) {
            if (print(constant).equals(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("none of " + names(type));
    }

    /// Says which texts a key accepts.
    static String accepted(Key key) {
        var one = accepted(key.type());
        return key.isList() ? "a list, each " + one : one;
    }

    private static String accepted(Class<?> type) {
        if (type.isEnum()) {
            return names(type);
        }
        return switch (type.getSimpleName()) {
            case "int" -> "a whole number";
            case "Size" -> Size.ACCEPTED;
            case "HostPort" -> HostPort.ACCEPTED;
            case "Retention" -> "forever or " + DurationText.ACCEPTED;
            case "Duration" -> DurationText.ACCEPTED;
            case "String" -> "a text";
            case "URI" -> "a URL such as https://search.example:9200, without user and password";
            case "Secret" -> "a secret, from a file or the environment";
            default -> "a path";
        };
    }

    private static String names(Class<?> type) {
        return String.join(", ", Stream.of(type.getEnumConstants()).map(ValueText::print).toList());
    }

    /// Writes a value that is not a list.
    static String print(Object value) {
        if (value instanceof Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
        return value instanceof Duration duration ? DurationText.print(duration) : value.toString();
    }
}
