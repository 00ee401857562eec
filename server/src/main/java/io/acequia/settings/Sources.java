package io.acequia.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where settings come from, besides the defaults in the code.
///
/// @param directory where `acequia.yaml` is looked for
/// @param config file that `--config` names, absent without it
/// @param environment variables of the process
/// @param flags of the command line, in their order
public record Sources(
        Path directory, @Nullable Path config, Map<String, String> environment, List<Flag> flags) {
    public Sources {
        environment = Map.copyOf(environment);
        flags = List.copyOf(flags);
    }

    /// A flag of the command line that sets a key.
    ///
    /// @param name of the flag, such as `--coap`
    /// @param key that it sets
    /// @param value as it was written
    public record Flag(String name, String key, String value) {}
}
