package io.acequia.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One line of the log, before it has a form.
///
/// @param time when it was said
/// @param level how important it is
/// @param logger who said it
/// @param thread name of the thread that said it
/// @param message what was said
/// @param cause what went wrong, absent when nothing did
record LogLine(
        Instant time,
        Level level,
        String logger,
        String thread,
        String message,
        @Nullable Throwable cause) {
    private static final String OURS = "io.acequia.";
    private static final DateTimeFormatter MILLISECONDS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    /// Returns the form for people; a cause follows on lines of its own.
    String text() {
        var line = new StringBuilder(128);
        MILLISECONDS.formatTo(time, line);
        line.append(' ')
                .append(level.getName())
                .append(" ".repeat(Math.max(1, 8 - level.getName().length())))
                .append(logger.startsWith(OURS) ? logger.substring(OURS.length()) : logger)
                .append(": ")
                .append(JsonText.printable(message))
                .append('\n');
        return cause == null ? line.toString() : line.append(trace(cause)).toString();
    }

    /// Returns the form for machines: one JSON object with the names of the Elastic Common Schema.
    String json() {
        var line = new StringBuilder(256).append('{');
        line.append("\"@timestamp\":\"");
        MILLISECONDS.formatTo(time, line);
        line.append('"');
        member(line, "log.level", level.getName());
        member(line, "log.logger", logger);
        member(line, "process.thread.name", thread);
        member(line, "message", message);
        if (cause != null) {
            member(line, "error.type", cause.getClass().getName());
            member(line, "error.message", String.valueOf(cause.getMessage()));
            member(line, "error.stack_trace", trace(cause));
        }
        return line.append("}\n").toString();
    }

    private static void member(StringBuilder line, String name, String value) {
        line.append(",\"").append(name).append("\":\"");
        JsonText.escape(line, value).append('"');
    }

    private static String trace(Throwable cause) {
        var text = new StringWriter();
        cause.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
