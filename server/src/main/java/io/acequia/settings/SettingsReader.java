package io.acequia.settings;

import io.acequia.text.Nearest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts settings together: defaults < YAML file < environment < flags. Nothing is ignored: a key or
/// a variable that is not known is refused, with the nearest one that is.
///
/// @param <R> the record at the root
public final class SettingsReader<R extends Record> {
    static final String DEFAULT = "default";

    private static final String FILE_VARIABLE = "ACEQUIA_CONFIG";
    private static final String USUAL_FILE = "acequia.yaml";

    private final Schema<R> schema;
    private final Sources sources;
    private final Map<String, Given> given = new LinkedHashMap<>();

    private SettingsReader(Schema<R> schema, Sources sources) {
        this.schema = schema;
        this.sources = sources;
    }

    /// Reads the settings of the program.
    public static Effective<Settings> read(Sources sources) throws SettingsException {
        return read(new Schema<>(Settings.DEFAULTS), sources);
    }

    static <R extends Record> Effective<R> read(Schema<R> schema, Sources sources)
            throws SettingsException {
        var reader = new SettingsReader<>(schema, sources);
        reader.addFile();
        new Environment(schema, sources.environment()).addTo(reader.given);
        reader.addFlags();
        return reader.check();
    }

    private void addFile() throws SettingsException {
        var file = file();
        if (file == null) {
            return;
        }
        for (var entry : YamlFile.read(file).entrySet()) {
            if (key(entry.getKey(), entry.getValue().origin()).isSecret()) {
                throw open(entry.getKey(), entry.getValue().origin());
            }
            given.put(entry.getKey(), entry.getValue());
        }
    }

    private @Nullable Path file() {
        var named = sources.environment().getOrDefault(FILE_VARIABLE, "");
        if (sources.config() != null) {
            return sources.directory().resolve(sources.config());
        }
        if (!named.isEmpty()) {
            return sources.directory().resolve(named);
        }
        var usual = sources.directory().resolve(USUAL_FILE);
        return Files.exists(usual) ? usual : null;
    }

    private void addFlags() throws SettingsException {
        var flags = new LinkedHashMap<String, List<String>>();
        for (var flag : sources.flags()) {
            var key = key(flag.key(), flag.name());
            if (key.isSecret()) {
                throw open(flag.key(), flag.name());
            }
            var texts = flags.computeIfAbsent(flag.key(), _ -> new ArrayList<>());
            if (key.isList()) {
                texts.addAll(list(flag.value()));
            } else {
                texts.clear();
                texts.add(flag.value());
            }
            given.put(flag.key(), new Given(texts, flag.name()));
        }
    }

    static List<String> list(String text) {
        return text.isBlank()
                ? List.of()
                : List.of(text.split(",", -1)).stream().map(String::strip).toList();
    }

    private Key key(String name, String origin) throws SettingsException {
        var key = schema.key(name);
        if (key != null) {
            return key;
        }
        var names = schema.keys().stream().map(Key::name).toList();
        var section = names.stream().filter(known -> known.startsWith(name + ".")).toList();
        throw new SettingsException(
                "unknown setting "
                        + name
                        + " ("
                        + origin
                        + "); "
                        + (section.isEmpty()
                                ? hint(Nearest.to(name, names).orElse(""))
                                : "it is a section, with " + String.join(", ", section)));
    }

    static String hint(String nearest) {
        return nearest.isEmpty()
                ? "acequia config shows all there are"
                : "did you mean " + nearest + "?";
    }

    private static SettingsException open(String key, String origin) {
        return new SettingsException(
                key + " is a secret and must not stand in " + origin + "; use the environment");
    }

    private Effective<R> check() throws SettingsException {
        var values = new HashMap<String, Object>();
        for (var entry : given.entrySet()) {
            values.put(entry.getKey(), parse(entry.getKey(), entry.getValue()));
        }
        try {
            return new Effective<>(schema.build(values), describe(values));
        } catch (IllegalArgumentException refused) {
            throw new SettingsException(withOrigin(String.valueOf(refused.getMessage())));
        }
    }

    private Object parse(String name, Given value) throws SettingsException {
        var key = key(name, value.origin());
        try {
            return ValueText.parse(key, value.texts());
        } catch (IllegalArgumentException wrong) {
            throw new SettingsException(
                    name
                            + " is "
                            + (key.isSecret() ? "***" : String.join(", ", value.texts()))
                            + " ("
                            + value.origin()
                            + "); use "
                            + ValueText.accepted(key));
        }
    }

    /// Records start their refusals with the key; only the reader knows who set it.
    private String withOrigin(String refusal) {
        var value = given.get(refusal.substring(0, Math.max(refusal.indexOf(' '), 0)));
        int end = refusal.indexOf(';');
        return value == null || end < 0
                ? refusal
                : refusal.substring(0, end) + " (" + value.origin() + ")" + refusal.substring(end);
    }

    private List<Effective.Value> describe(Map<String, Object> values) {
        var described = new ArrayList<Effective.Value>();
        for (var key : schema.keys()) {
            var value = values.getOrDefault(key.name(), key.fallback());
            var texts = value instanceof List<?> list ? list : List.of(value);
            var origin = given.get(key.name());
            described.add(
                    new Effective.Value(
                            key.name(),
                            texts.stream().map(ValueText::print).toList(),
                            key.isList(),
                            origin == null ? DEFAULT : origin.origin()));
        }
        return described;
    }
}
