package io.acequia.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.acequia.event.EventBuffer;
import io.acequia.event.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionTest {
    private static final Instant RECEIVED = Instant.parse("2026-11-23T10:00:00Z");

    private final EventBuffer events = new EventBuffer(2);

    @Test
    @DisplayName("an event without namespace, sender and origin gets the defaults")
    void givesDefaults() {
        int event = eventOfType("xxtemperature", 2);

        Completion.complete(events, micros(RECEIVED));

        assertEquals("default", text(event, EventBuffer.NAMESPACE));
        assertEquals("anonymous", text(event, EventBuffer.SENDER));
        assertEquals("anonymous", text(event, EventBuffer.ORIGIN));
        assertEquals("temperature", text(event, EventBuffer.TYPE));
    }

    @ParameterizedTest
    @CsvSource({"acequia, true", "acequib, false", "acequia2, false", "acequi, false", "x, false"})
    @DisplayName("the namespace of the server itself is known, whichever event claims it")
    void ownNamespace(String namespace, boolean isOwn) {
        events.clear(("a" + namespace).getBytes(UTF_8));
        events.keyword(events.add(), EventBuffer.NAMESPACE, 0, 1);
        assertFalse(Completion.claimsOwnNamespace(events));

        events.keyword(events.add(), EventBuffer.NAMESPACE, 1, namespace.length());

        assertEquals(isOwn, Completion.claimsOwnNamespace(events));
    }

    @Test
    @DisplayName("an event without origin is about its sender")
    void originIsSender() {
        events.clear("probe1default2temperature".getBytes(UTF_8));
        int event = events.add();
        events.keyword(event, EventBuffer.SENDER, 0, 6);
        events.keyword(event, EventBuffer.NAMESPACE, 6, 8);

        Completion.complete(events, micros(RECEIVED));

        assertEquals("probe1", text(event, EventBuffer.ORIGIN));
        assertEquals("default2", text(event, EventBuffer.NAMESPACE));
    }

    @Test
    @DisplayName("complete events stay where they are, and absent units stay absent")
    void keepsCompleteEvents() {
        var bytes = "abcd".getBytes(UTF_8);
        events.clear(bytes);
        int event = events.add();
        for (int column = EventBuffer.NAMESPACE; column <= EventBuffer.TYPE; column++) {
            events.keyword(event, column, column, 1);
        }

        Completion.complete(events, micros(RECEIVED));

        assertEquals(bytes, events.bytes());
        assertEquals(-1, events.keywordLength(event, EventBuffer.UNIT));
    }

    @Test
    @DisplayName("an event without time happened when it was received")
    void timeOfReceipt() {
        int event = eventOfType("temperature", 0);

        int clamped = Completion.complete(events, micros(RECEIVED));

        assertEquals(0, clamped);
        assertEquals(micros(RECEIVED), events.timestamp(event));
        assertEquals(TimeSource.SERVER.number(), events.timeSource(event));
    }

    @Test
    @DisplayName("times from 2015 to one day ahead are believed")
    void believesPlausibleTimes() {
        assertEquals(TimeSource.DEVICE, sourceOf(Instant.parse("2015-01-01T00:00:00Z")));
        assertEquals(TimeSource.DEVICE, sourceOf(RECEIVED.plus(Duration.ofHours(23))));
        assertEquals(TimeSource.DEVICE, sourceOf(RECEIVED.plus(Duration.ofDays(1))));
    }

    @Test
    @DisplayName("other times are clamped to the time of receipt, and the claimed one is kept")
    void clampsImplausibleTimes() {
        var claimed = Instant.parse("2014-12-31T23:59:59Z");
        assertEquals(TimeSource.CLAMPED, sourceOf(claimed));
        assertEquals(micros(RECEIVED), events.timestamp(0));
        assertEquals(micros(claimed), events.original(0));
        assertEquals(TimeSource.CLAMPED, sourceOf(RECEIVED.plus(Duration.ofDays(1)).plusMillis(1)));
        assertEquals(TimeSource.CLAMPED, sourceOf(Instant.EPOCH));
    }

    private TimeSource sourceOf(Instant claimed) {
        int event = eventOfType("temperature", 0);
        events.timestamp(event, micros(claimed));
        int clamped = Completion.complete(events, micros(RECEIVED));
        var source = TimeSource.of(events.timeSource(event));
        assertEquals(source == TimeSource.CLAMPED ? 1 : 0, clamped);
        return source;
    }

    private int eventOfType(String source, int from) {
        events.clear(source.getBytes(UTF_8));
        int event = events.add();
        events.keyword(event, EventBuffer.TYPE, from, source.length() - from);
        return event;
    }

    private String text(int event, int column) {
        return new String(
                events.bytes(),
                events.keywordFrom(event, column),
                events.keywordLength(event, column),
                UTF_8);
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
