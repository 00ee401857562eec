package io.acequia.store.embedded;

import io.acequia.event.EventBuffer;
import io.acequia.event.TimeSource;
import java.nio.charset.StandardCharsets;

/// Builds the events of a request as a codec would.
final class Requests {
    /// Time of receipt in the tests, microseconds since 1970.
    static final long NOW = 1_795_000_000_123_456L;

    private final EventBuffer events = new EventBuffer(4);
    private final byte[] bytes;
    private int used;
    private int event;

    private Requests(int capacity) {
        bytes = new byte[capacity];
        events.clear(bytes);
    }

    /// Starts a request.
    static Requests request() {
        return new Requests(1 << 16);
    }

    /// Starts a request with room for this many bytes of text.
    static Requests request(int capacity) {
        return new Requests(capacity);
    }

    /// Returns a request with one number.
    static EventBuffer number(String origin, double value) {
        return request().event(origin).number(value).events();
    }

    /// Adds an event that was measured at [#NOW].
    Requests event(String origin) {
        return event("default", "demo", origin, "temperature");
    }

    Requests event(String namespace, String sender, String origin, String type) {
        event = events.add();
        keyword(EventBuffer.NAMESPACE, namespace);
        keyword(EventBuffer.SENDER, sender);
        keyword(EventBuffer.ORIGIN, origin);
        keyword(EventBuffer.TYPE, type);
        return at(NOW);
    }

    private void keyword(int column, String text) {
        int length = append(text.getBytes(StandardCharsets.UTF_8));
        events.keyword(event, column, used - length, length);
    }

    private int append(byte[] text) {
        System.arraycopy(text, 0, bytes, used, text.length);
        used += text.length;
        return text.length;
    }

    Requests unit(String unit) {
        keyword(EventBuffer.UNIT, unit);
        return this;
    }

    Requests number(double value) {
        events.number(event, value);
        return this;
    }

    Requests truth(boolean value) {
        events.truth(event, value);
        return this;
    }

    Requests text(String value) {
        int length = append(value.getBytes(StandardCharsets.UTF_8));
        events.content(event, EventBuffer.TEXT, used - length, length);
        return this;
    }

    Requests data(byte[] value) {
        int length = append(value);
        events.content(event, EventBuffer.DATA, used - length, length);
        return this;
    }

    Requests at(long micros) {
        events.timestamp(event, micros);
        return this;
    }

    /// Puts another time in the place of the one that was said.
    Requests timed(long micros, TimeSource source) {
        events.timestamp(event, micros, source);
        return this;
    }

    EventBuffer events() {
        return events;
    }
}
