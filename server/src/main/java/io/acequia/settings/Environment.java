package io.acequia.settings;

import io.acequia.text.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Settings in environment variables: `ACEQUIA_COAP_LISTEN`, or `ACEQUIA_COAP_LISTEN_FILE` with the
/// name of a file that holds the value. An empty variable counts as not set.
final class Environment {
    private static final String PREFIX = "ACEQUIA_";
    private static final String FILE = "_FILE";

    /// Variables of the launcher and of the client commands.
    private static final Set<String> OTHERS =
            Set.of(
                    "ACEQUIA_CONFIG",
                    "ACEQUIA_DEBUG",
                    "ACEQUIA_HOME",
                    "ACEQUIA_JAVA_OPTS",
                    "ACEQUIA_OPENWEATHER_KEY",
                    "ACEQUIA_TOKEN");

    /// Kubernetes and Docker add these to every process when a service is called `acequia` or
    /// `acequia-something`; nobody meant them as settings.
    private static final String SERVICE_LINK =
            "ACEQUIA_(.+_)?(SERVICE_(HOST|PORT)(_.+)?|PORT_[0-9]+_(TCP|UDP|SCTP)(_.+)?)";

    private final Schema<?> schema;
    private final Map<String, String> variables;

    Environment(Schema<?> schema, Map<String, String> variables) {
        this.schema = schema;
        this.variables = variables;
    }

    /// Adds what is set, over what is there.
    void addTo(Map<String, Given> given) throws SettingsException {
        var ours = ours();
        if (ours.isEmpty()) {
            return;
        }
        var keys = new LinkedHashMap<String, Key>();
        schema.keys().forEach(key -> keys.put(key.variable(), key));
        for (var variable : ours.entrySet()) {
            var name = variable.getKey();
            var key = keys.get(name);
            if (key == null && name.endsWith(FILE)) {
                key = keys.get(name.substring(0, name.length() - FILE.length()));
                refuseBoth(name, ours);
            }
            if (key == null) {
                refuseUnknown(name, variable.getValue(), List.copyOf(keys.keySet()));
                continue;
            }
            boolean direct = key.variable().equals(name);
            var text = direct ? variable.getValue() : content(name, variable.getValue());
            given.put(
                    key.name(),
                    new Given(key.isList() ? SettingsReader.list(text) : List.of(text), name));
        }
    }

    private Map<String, String> ours() {
        var ours = new TreeMap<String, String>();
        for (var variable : variables.entrySet()) {
            var name = variable.getKey();
            if (name.startsWith(PREFIX)
                    && !variable.getValue().isEmpty()
                    && !OTHERS.contains(name)) {
                ours.put(name, variable.getValue());
            }
        }
        return ours;
    }

    private static void refuseBoth(String name, Map<String, String> ours) throws SettingsException {
        var direct = name.substring(0, name.length() - FILE.length());
        if (ours.containsKey(direct)) {
            throw new SettingsException(direct + " and " + name + " are both set; keep one");
        }
    }

    private static void refuseUnknown(String name, String value, List<String> known)
            throws SettingsException {
        boolean isLink =
                Pattern.matches(SERVICE_LINK, name)
                        || (name.endsWith("_PORT") && value.contains("://"));
        if (!isLink) {
            var names = new ArrayList<>(known);
            names.addAll(OTHERS);
            throw new SettingsException(
                    "unknown variable "
                            + name
                            + "; "
                            + SettingsReader.hint(Nearest.to(name, names).orElse("")));
        }
    }

    private static String content(String name, String file) throws SettingsException {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException | InvalidPathException unreadable) {
            throw new SettingsException(
                    name + " is " + file + ", which cannot be read; name a readable file");
        }
    }
}
