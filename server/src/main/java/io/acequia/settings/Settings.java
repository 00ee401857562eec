package io.acequia.settings;

import java.nio.file.Path;

/// Everything that can be set. The tree of records is the tree of the YAML file.
///
/// @param data where everything is kept that must survive a restart
/// @param coap the door of the devices
/// @param http the door of people and of monitoring
/// @param store where events are kept
/// @param query how queries are answered
/// @param log what is written to the log
public record Settings(
        @Setting("Directory of everything that must survive a restart.") Path data,
        @Setting("The door of the devices.") CoapSettings coap,
        @Setting("The door of people and of monitoring.") HttpSettings http,
        @Setting("Where events are kept.") StoreSettings store,
        @Setting("How queries are answered.") QuerySettings query,
        @Setting("What is written to the log.") LogSettings log) {

    /// What holds when nothing is set.
    public static final Settings DEFAULTS =
            new Settings(
                    Path.of("data"),
                    CoapSettings.DEFAULTS,
                    HttpSettings.DEFAULTS,
                    StoreSettings.DEFAULTS,
                    QuerySettings.DEFAULTS,
                    LogSettings.DEFAULTS);
}
