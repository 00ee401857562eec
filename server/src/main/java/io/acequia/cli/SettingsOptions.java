package io.acequia.cli;

import io.acequia.settings.Effective;
import io.acequia.settings.Settings;
import io.acequia.settings.SettingsException;
import io.acequia.settings.SettingsReader;
import io.acequia.settings.Sources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options that set settings.
final class SettingsOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "YAML file with settings (default: acequia.yaml here, if there is one).")
    private @Nullable Path config;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Directory of everything that must survive a restart.")
    private @Nullable String data;

    @Option(
            names = "--coap",
            paramLabel = "HOST:PORT",
            description =
                    "Address for CoAP, again for each further one; port 0 means any free one.")
    private List<String> coap = new ArrayList<>();

    @Option(
            names = "--http",
            paramLabel = "HOST:PORT",
            description = "Address for HTTP; port 0 means any free one.")
    private @Nullable String http;

    @Option(
            names = "--roles",
            paramLabel = "ROLE[,ROLE]",
            description = "What the process does: collector, console or both (default).")
    private @Nullable String roles;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Any setting, such as store.retention=30d; acequia config shows all.")
    private List<String> assignments = new ArrayList<>();

    /// Takes arguments without the help of picocli when every one of them is an option of this
    /// class with its value, `--name VALUE` or `--name=VALUE`.
    ///
    /// @return whether it took them; if not, this object is not to be used
    boolean take(List<String> arguments) {
        var rest = arguments.iterator();
        while (rest.hasNext()) {
            var argument = rest.next();
            int equals = argument.indexOf('=');
            var name = equals < 0 ? argument : argument.substring(0, equals);
            if (equals < 0 && !rest.hasNext()) {
                return false;
            }
            var value = equals < 0 ? rest.next() : argument.substring(equals + 1);
            if (value.isEmpty() || value.startsWith("-") || !take(name, value)) {
                return false;
            }
        }
        return true;
    }

    private boolean take(String name, String value) {
        switch (name) {
            case "--config" -> config = Path.of(value);
            case "--data" -> data = value;
            case "--coap" -> coap.add(value);
            case "--http" -> http = value;
            case "--roles" -> roles = value;
            case "--set" -> assignments.add(value);
            default -> {
                return false;
            }
        }
        return true;
    }

    /// Reads the settings from all their sources.
    Effective<Settings> read(Surroundings surroundings) throws SettingsException {
        return SettingsReader.read(
                new Sources(surroundings.directory(), config, surroundings.environment(), flags()));
    }

    private List<Sources.Flag> flags() throws SettingsException {
        var flags = new ArrayList<Sources.Flag>();
        for (var assignment : assignments) {
            int equals = assignment.indexOf('=');
            if (equals < 1) {
                throw new SettingsException("--set is " + assignment + "; use KEY=VALUE");
            }
            flags.add(
                    new Sources.Flag(
                            "--set",
                            assignment.substring(0, equals),
                            assignment.substring(equals + 1)));
        }
        if (data != null) {
            flags.add(new Sources.Flag("--data", "data", data));
        }
        if (roles != null) {
            flags.add(new Sources.Flag("--roles", "roles", roles));
        }
        coap.forEach(address -> flags.add(new Sources.Flag("--coap", "coap.listen", address)));
        if (http != null) {
            flags.add(new Sources.Flag("--http", "http.listen", http));
        }
        return flags;
    }
}
