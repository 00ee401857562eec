package io.acequia.console;

import java.io.IOException;
import java.io.Writer;

/// What is sent back for a request.
sealed interface Answer {
    /// Success: a JSON document, written while it is sent.
    record Json(Body body) implements Answer {}

    /// Success: a file to keep, written while it is sent.
    ///
    /// @param contentType media type
    /// @param name of the file, plain ASCII
    /// @param text what is in it
    record File(String contentType, String name, Text text) implements Answer {}

    /// Success: events as they arrive, until one side has enough.
    record Live(Follower follower) implements Answer {}

    /// No success (RFC 9457): cause and next step for a person, the rest for a program.
    ///
    /// @param status of HTTP
    /// @param detail the cause
    /// @param advice the next step
    /// @param parameter the parameter at fault, empty when it is none
    /// @param column where in the parameter it goes wrong, from 1; 0 when that says nothing
    record Problem(int status, String detail, String advice, String parameter, int column)
            implements Answer {
        /// A problem that is not in a parameter.
        Problem(int status, String detail, String advice) {
            this(status, detail, advice, "", 0);
        }

        /// A parameter that says something impossible.
        static Problem of(String parameter, String detail, String advice) {
            return new Problem(400, detail, advice, parameter, 0);
        }
    }

    /// Writes a text.
    @FunctionalInterface
    interface Text {
        /// Called once.
        void write(Writer out) throws IOException;
    }

    /// Writes a JSON document.
    @FunctionalInterface
    interface Body {
        /// Called once.
        void write(JsonWriter json) throws IOException;
    }
}
