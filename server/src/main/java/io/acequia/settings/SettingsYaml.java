package io.acequia.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Effective settings as a YAML file that sets the same again, with documentation and origins.
public final class SettingsYaml {
    private static final int WIDTH = 92;

    /// Everything else is quoted, so that YAML reads it as the text it is.
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9./_][A-Za-z0-9./_@:-]*");

    private final Schema<?> schema;
    private final StringBuilder yaml = new StringBuilder();
    private String section = "";

    private SettingsYaml(Schema<?> schema) {
        this.schema = schema;
    }

    /// Writes all keys in the order of the records.
    public static String write(Effective<?> effective) {
        var page = new SettingsYaml(new Schema<>(effective.settings()));
        effective.values().forEach(page::add);
        return page.yaml.toString();
    }

    private void add(Effective.Value value) {
        int dot = value.key().lastIndexOf('.');
        var indent = open(value.key().substring(0, Math.max(dot, 0)));
        for (var line : wrap(schema.require(value.key()).meaning(), WIDTH - indent.length())) {
            yaml.append(indent).append("# ").append(line).append('\n');
        }
        yaml.append(indent)
                .append(value.key(), dot + 1, value.key().length())
                .append(": ")
                .append(text(value))
                .append("  # ")
                .append(value.origin())
                .append('\n');
    }

    /// Sections are one level deep; returns the indentation inside.
    private String open(String name) {
        if (!name.equals(section)) {
            section = name;
            yaml.append('\n').append(name).append(":\n");
        }
        return name.isEmpty() ? "" : "  ";
    }

    private static String text(Effective.Value value) {
        if (!value.isList()) {
            return quote(value.texts().getFirst());
        }
        return "["
                + String.join(", ", value.texts().stream().map(SettingsYaml::quote).toList())
                + "]";
    }

    private static String quote(String text) {
        if (PLAIN.matcher(text).matches() && !text.endsWith(":") && !text.equals("null")) {
            return text;
        }
        return '\'' + text.replace("'", "''") + '\'';
    }

    static List<String> wrap(String text, int width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : text.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
