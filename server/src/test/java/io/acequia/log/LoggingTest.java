package io.acequia.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.settings.LogSettings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("The log")
class LoggingTest {
    private static final InstantSource NOON =
            InstantSource.fixed(Instant.parse("2026-11-23T12:00:00.123456Z"));

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @AfterEach
    void restore() {
        Logging.start(LogSettings.DEFAULTS);
    }

    @Test
    @DisplayName("is what System.Logger writes to")
    void isFoundByTheJdk() {
        start(LogSettings.Format.TEXT, LogSettings.Level.INFO);

        System.getLogger("io.acequia.store").log(Level.WARNING, "disk is {0} % full", 97);

        assertEquals("2026-11-23T12:00:00.123Z WARNING store: disk is 97 % full\n", text());
    }

    @Test
    @DisplayName("keeps each message on one line, whatever is in it")
    void cannotBeForged() {
        start(LogSettings.Format.TEXT, LogSettings.Level.INFO);

        System.getLogger("other").log(Level.INFO, "a\nb\u001b[31m\ud800 {0} ñ \ud83d\ude00");

        assertEquals(
                "2026-11-23T12:00:00.123Z INFO    other: a\\nb\\u001b[31m\\ud800 {0} ñ \ud83d\ude00\n",
                text());
    }

    @Test
    @DisplayName("leaves out what is less important than log.level, and the banner of Helidon")
    void levels() {
        start(LogSettings.Format.TEXT, LogSettings.Level.INFO);
        var logger = System.getLogger("io.acequia.intake");

        logger.log(Level.DEBUG, "detail");
        logger.log(Level.DEBUG, "detail", new IllegalStateException("why"));
        System.getLogger("io.helidon.common.features").log(Level.INFO, "Helidon SE");

        assertEquals("", text());
        assertFalse(logger.isLoggable(Level.DEBUG));
        assertTrue(logger.isLoggable(Level.ERROR));
        assertFalse(logger.isLoggable(Level.OFF));
    }

    @Test
    @DisplayName("shows more or less when log.level says so")
    void thresholds() {
        var logger = System.getLogger("io.acequia.intake");

        start(LogSettings.Format.TEXT, LogSettings.Level.DEBUG);
        assertTrue(logger.isLoggable(Level.DEBUG));
        start(LogSettings.Format.TEXT, LogSettings.Level.WARNING);
        assertFalse(logger.isLoggable(Level.INFO));
        start(LogSettings.Format.TEXT, LogSettings.Level.ERROR);
        assertFalse(logger.isLoggable(Level.WARNING));
    }

    @Test
    @DisplayName("shows a cause below the line")
    void cause() {
        start(LogSettings.Format.TEXT, LogSettings.Level.INFO);

        System.getLogger("io.acequia.x")
                .log(Level.ERROR, "failed", new IllegalStateException("broken"));

        assertTrue(
                text().startsWith(
                                """
                                2026-11-23T12:00:00.123Z ERROR   x: failed
                                java.lang.IllegalStateException: broken
                                \tat \
                                """),
                text());
    }

    @Test
    @DisplayName("is one JSON object a line with the names of the Elastic Common Schema")
    void json() {
        start(LogSettings.Format.JSON, LogSettings.Level.INFO);

        System.getLogger("io.acequia.x")
                .log(Level.ERROR, "it \"failed\"\n", new IllegalStateException("broken"));
        var line = JsonMapper.shared().readTree(text());

        assertEquals(1, text().lines().count());
        assertEquals("2026-11-23T12:00:00.123Z", line.get("@timestamp").stringValue());
        assertEquals("ERROR", line.get("log.level").stringValue());
        assertEquals("io.acequia.x", line.get("log.logger").stringValue());
        assertEquals("it \"failed\"\n", line.get("message").stringValue());
        assertEquals("java.lang.IllegalStateException", line.get("error.type").stringValue());
        assertEquals("broken", line.get("error.message").stringValue());
        assertTrue(line.get("error.stack_trace").stringValue().contains("LoggingTest"));
    }

    private void start(LogSettings.Format format, LogSettings.Level level) {
        Logging.start(
                new PrintStream(written, true, StandardCharsets.UTF_8),
                new LogSettings(LogSettings.Requests.AUTO, format, level),
                NOON);
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
