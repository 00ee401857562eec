package io.acequia.settings;

/// What is written to the log, and how.
///
/// @param requests which requests have a line of their own
/// @param format what a line looks like
/// @param level how important a line must be
public record LogSettings(
        @Setting(
                        "Which requests have a line: auto means all below about 1000 a second and above"
                                + " that errors and one summary a second.")
                Requests requests,
        @Setting("What a line looks like: text for people, json (ECS) for machines.") Format format,
        @Setting("How important a line must be.") Level level) {

    /// Choices of requests that are logged.
    public enum Requests {
        /// All while they are few, then summaries and errors.
        AUTO,
        /// Every one.
        ALL,
        /// Those that were answered with an error.
        ERRORS,
        /// None.
        OFF
    }

    /// Forms of a line.
    public enum Format {
        /// For people.
        TEXT,
        /// One JSON object a line, with the names of the Elastic Common Schema.
        JSON
    }

    /// Degrees of importance, most important first.
    public enum Level {
        /// Something does not work.
        ERROR,
        /// Something may not work for long.
        WARNING,
        /// What happens in the life of the process.
        INFO,
        /// For those who look for a mistake in the program.
        DEBUG
    }

    /// What holds when nothing is set.
    public static final LogSettings DEFAULTS =
            new LogSettings(Requests.AUTO, Format.TEXT, Level.INFO);
}
