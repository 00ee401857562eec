package io.acequia.settings;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/// A settings file as flat keys, each with its line.
///
/// The only class that touches Jackson, so that a start without a file does not pay for it.
final class YamlFile {
    private final Path file;
    private final JsonParser parser;
    private final Map<String, Given> values = new LinkedHashMap<>();

    private YamlFile(Path file, JsonParser parser) {
        this.file = file;
        this.parser = parser;
    }

    static Map<String, Given> read(Path file) throws SettingsException {
        var text = text(file);
        try (var parser =
                YAMLFactory.builder().build().createParser(ObjectReadContext.empty(), text)) {
            var yaml = new YamlFile(file, parser);
            yaml.readDocument();
            return yaml.values;
        } catch (JacksonException broken) {
            var location = broken.getLocation();
            int line = location == null ? 1 : location.getLineNr();
            throw new SettingsException(
                    file + ":" + line + " is not YAML: " + firstLine(broken.getOriginalMessage()));
        }
    }

    private static String text(Path file) throws SettingsException {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new SettingsException(
                    file
                            + " cannot be read ("
                            + reason(unreadable)
                            + "); name a readable file with --config");
        }
    }

    private static String reason(IOException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "there is no such file";
            case AccessDeniedException _ -> "access denied";
            case CharacterCodingException _ -> "not UTF-8";
            default -> String.valueOf(failure.getMessage());
        };
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private void readDocument() throws SettingsException {
        var first = parser.nextToken();
        if (first == null || first == JsonToken.VALUE_NULL) {
            return;
        }
        if (first != JsonToken.START_OBJECT) {
            throw refuse("is no list of keys; write KEY: VALUE");
        }
        readSection("");
        if (parser.nextToken() != null) {
            throw refuse("has a second document; keep one");
        }
    }

    private void readSection(String path) throws SettingsException {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var key = path + parser.currentName();
            var token = parser.nextToken();
            if (token == JsonToken.START_OBJECT) {
                readSection(key + ".");
            } else if (token == JsonToken.START_ARRAY) {
                add(key, readList(key));
            } else if (token != JsonToken.VALUE_NULL) {
                add(key, List.of(text(key)));
            }
        }
    }

    private List<String> readList(String key) throws SettingsException {
        var texts = new ArrayList<String>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            texts.add(text(key));
        }
        return texts;
    }

    private String text(String key) throws SettingsException {
        if (!parser.currentToken().isScalarValue()
                || parser.currentToken() == JsonToken.VALUE_NULL) {
            throw refuse("has no plain value for " + key);
        }
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            throw refuse("has an alias for " + key + "; write the value itself");
        }
        return parser.getString();
    }

    private void add(String key, List<String> texts) throws SettingsException {
        if (values.put(key, new Given(texts, place())) != null) {
            throw refuse("sets " + key + " twice; keep one");
        }
    }

    private String place() {
        return file + ":" + parser.currentTokenLocation().getLineNr();
    }

    private SettingsException refuse(String problem) {
        return new SettingsException(place() + " " + problem);
    }
}
