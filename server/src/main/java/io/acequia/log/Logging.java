package io.acequia.log;

import io.acequia.settings.LogSettings;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.text.MessageFormat;
import java.time.InstantSource;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/// Gives `System.Logger` its loggers; found by the JDK as a service. Why it is not a logging
/// library: docs/decisions/0001-log-without-a-library.md.
public final class Logging extends System.LoggerFinder {
    /// Written by [#start], read by every thread that logs.
    private static volatile Output output =
            new Output(System.err, LogSettings.DEFAULTS, InstantSource.system());

    /// For the service loader of the JDK.
    public Logging() {}

    /// Makes all loggers, those that exist too, write as the settings say.
    public static void start(LogSettings settings) {
        output = new Output(System.err, settings, InstantSource.system());
    }

    static void start(PrintStream target, LogSettings settings, InstantSource clock) {
        output = new Output(target, settings, clock);
    }

    @Override
    public System.Logger getLogger(String name, Module module) {
        return new LineLogger(name);
    }

    private record Output(PrintStream target, LogSettings settings, InstantSource clock) {
        boolean takes(String logger, Level level) {
            return level.getSeverity() >= threshold(logger).getSeverity() && level != Level.OFF;
        }

        /// Helidon tells about its features at every start, which nobody asked for.
        private Level threshold(String logger) {
            return switch (settings.level()) {
                case ERROR -> Level.ERROR;
                case WARNING -> Level.WARNING;
                case INFO -> logger.startsWith("io.helidon.") ? Level.WARNING : Level.INFO;
                case DEBUG -> Level.DEBUG;
            };
        }

        void write(LogLine line) {
            target.print(
                    switch (settings.format()) {
                        case TEXT -> line.text();
                        case JSON -> line.json();
                    });
            target.flush();
        }
    }

    private record LineLogger(String name) implements System.Logger {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean isLoggable(Level level) {
            return output.takes(name, level);
        }

        @Override
        public void log(
                Level level,
                @Nullable ResourceBundle bundle,
                @Nullable String message,
                @Nullable Throwable cause) {
            if (isLoggable(level)) {
                write(level, translate(bundle, message), cause);
            }
        }

        @Override
        public void log(
                Level level,
                @Nullable ResourceBundle bundle,
                @Nullable String format,
                @Nullable Object @Nullable ... arguments) {
            if (isLoggable(level)) {
                var message = translate(bundle, format);
                boolean isPlain = arguments == null || arguments.length == 0;
                write(level, isPlain ? message : MessageFormat.format(message, arguments), null);
            }
        }

        private static String translate(@Nullable ResourceBundle bundle, @Nullable String key) {
            return bundle != null && key != null && bundle.containsKey(key)
                    ? bundle.getString(key)
                    : String.valueOf(key);
        }

        private void write(Level level, String message, @Nullable Throwable cause) {
            var now = output.clock().instant();
            var thread = Thread.currentThread().getName();
            output.write(new LogLine(now, level, name, thread, message, cause));
        }
    }
}
