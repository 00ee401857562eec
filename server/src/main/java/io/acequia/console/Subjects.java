package io.acequia.console;

import io.acequia.access.Doorkeeper;
import io.acequia.device.FailingDevices;
import io.acequia.metrics.Metrics;
import io.acequia.store.EventStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/// What the console shows.
///
/// @param store the events
/// @param metrics figures of the server for monitoring
/// @param failing devices with which something went wrong
/// @param readiness asked at most once a second
/// @param settings those that hold, secrets masked; read when somebody asks
/// @param dashboards directory of saved dashboards, which need not exist
/// @param lookback how old the newest value of a series may be to be its current one
/// @param doorkeeper knows who may see all that
public record Subjects(
        EventStore store,
        Metrics metrics,
        FailingDevices failing,
        Readiness readiness,
        Supplier<List<SettingLine>> settings,
        Path dashboards,
        Duration lookback,
        Doorkeeper doorkeeper) {

    /// A setting that holds.
    ///
    /// @param key such as `http.listen`
    /// @param value a secret as `***`
    /// @param origin `default`, or where it was set
    /// @param meaning for people
    public record SettingLine(String key, String value, String origin, String meaning) {}
}
