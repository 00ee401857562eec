package io.acequia.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Everything that can be set. The tree of records is the tree of the YAML file.
///
/// @param data where everything is kept that must survive a restart
/// @param roles what the process does
/// @param drain how long it goes on after it was asked to end, 0 to 10 min
/// @param coap the door of the devices
/// @param http the door of people and of monitoring
/// @param store where events are kept
/// @param query how queries are answered
/// @param log what is written to the log
public record Settings(
        @Setting("Directory of everything that must survive a restart.") Path data,
        @Setting(
                        "What the process does: collector receives and stores events, console shows"
                                + " them; one alone needs store.kind opensearch.")
                List<Role> roles,
        @Setting(
                        "How long requests are still answered after SIGTERM, while /readyz and /health"
                                + " say no so that balancers look elsewhere; 0s to 10m.")
                Duration drain,
        @Setting("The door of the devices.") CoapSettings coap,
        @Setting("The door of people and of monitoring.") HttpSettings http,
        @Setting("Where events are kept.") StoreSettings store,
        @Setting("How queries are answered.") QuerySettings query,
        @Setting("What is written to the log.") LogSettings log) {

    private static final Duration LONGEST_DRAIN = Duration.ofMinutes(10);

    /// What holds when nothing is set.
    public static final Settings DEFAULTS =
            new Settings(
                    Path.of("data"),
                    List.of(Role.COLLECTOR, Role.CONSOLE),
                    Duration.ZERO,
                    CoapSettings.DEFAULTS,
                    HttpSettings.DEFAULTS,
                    StoreSettings.DEFAULTS,
                    QuerySettings.DEFAULTS,
                    LogSettings.DEFAULTS);

    public Settings {
        roles = List.copyOf(roles);
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("roles is empty; use collector, console or both");
        }
        if (drain.isNegative() || drain.compareTo(LONGEST_DRAIN) > 0) {
            throw new IllegalArgumentException(
                    "drain is " + ValueText.print(drain) + "; use 0s to 10m");
        }
        if (store.kind() == StoreSettings.Kind.EMBEDDED
                && !roles.containsAll(List.of(Role.values()))) {
            throw new IllegalArgumentException(
                    "roles names one and store.kind is embedded, which one process has to itself;"
                            + " use both, or store.kind opensearch");
        }
    }

    /// Says whether the process has a role.
    public boolean is(Role role) {
        return roles.contains(role);
    }
}
