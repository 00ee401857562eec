package io.acequia.console.prometheus;

import io.acequia.console.JsonWriter;
import java.io.IOException;
import java.util.List;

/// What is sent back, in the envelope of Prometheus.
sealed interface Reply {
    /// Data.
    ///
    /// @param data writes it
    /// @param warnings what the reader should know about it
    record Success(Data data, List<String> warnings) implements Reply {
        static final List<String> TRUNCATED = List.of("results truncated due to limit");

        public Success {
            warnings = List.copyOf(warnings);
        }

        Success(Data data) {
            this(data, List.of());
        }

        /// Data that may be only a part.
        static Success of(Data data, boolean truncated) {
            return new Success(data, truncated ? TRUNCATED : List.of());
        }
    }

    /// No data.
    record Failure(Kind kind, String message) implements Reply {
        /// A parameter that says something impossible.
        static Failure of(String parameter, String problem) {
            return new Failure(
                    Kind.BAD_DATA, "invalid parameter \"" + parameter + "\": " + problem);
        }
    }

    /// The kinds of errors that Prometheus has, and their statuses.
    enum Kind {
        BAD_DATA("bad_data", 400),
        NOT_FOUND("not_found", 404),
        NOT_ALLOWED("bad_data", 405),
        EXECUTION("execution", 422),
        INTERNAL("internal", 500),
        TIMEOUT("timeout", 503),
        UNAVAILABLE("unavailable", 503);

        private final String label;
        private final int status;

        Kind(String label, int status) {
            this.label = label;
            this.status = status;
        }

        String label() {
            return label;
        }

        int status() {
            return status;
        }
    }

    /// Writes the data of an answer.
    @FunctionalInterface
    interface Data {
        /// Called once.
        void write(JsonWriter json) throws IOException;
    }
}
