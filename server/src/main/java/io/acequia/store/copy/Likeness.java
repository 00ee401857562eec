package io.acequia.store.copy;

import io.acequia.event.Event;
import io.acequia.event.TimeSource;
import io.acequia.event.Value;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// What of an event every store keeps, so that an event and its copy are the same.
final class Likeness {
    private static final byte[] NONE = {};

    private final MessageDigest digest;
    private final ByteBuffer numbers = ByteBuffer.allocate(2 * Integer.BYTES + 4 * Long.BYTES);

    Likeness() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    /// Returns the event as every store would return it. Stores keep microseconds of the event time
    /// and milliseconds of the receipt; not all tell an empty unit from none, or the two zeros; and
    /// a clamped event happened when it was received.
    static Event of(Event event) {
        var time = event.timestamp().truncatedTo(ChronoUnit.MICROS);
        var received =
                event.timeSource() == TimeSource.CLAMPED ? event.timestamp() : event.received();
        return new Event(
                event.namespace(),
                event.sender(),
                event.origin(),
                event.type(),
                value(event.value()),
                unit(event.unit()),
                time,
                received.truncatedTo(ChronoUnit.MILLIS),
                event.timeSource());
    }

    private static @Nullable String unit(@Nullable String unit) {
        return unit == null || unit.isEmpty() ? null : unit;
    }

    private static Value value(Value value) {
        return switch (value) {
            case Value.Numeric(double number) when number == 0 -> new Value.Numeric(0.0);
            case Value.Numeric _, Value.Text _, Value.Truth _, Value.Data _ -> value;
        };
    }

    /// Names an event by what it is: a copy that is made again after a crash has the same name, and
    /// a store that makes its own names of these recognises it.
    ///
    /// @param event as [#of] returned it
    /// @param number among equal events, from 0
    long name(Event event, int number) {
        add(event.namespace());
        add(event.sender());
        add(event.origin());
        add(event.type());
        add(event.unit() == null ? "" : event.unit());
        numbers.clear().putInt(number).putInt(event.timeSource().number());
        add(event.timestamp());
        add(event.received());
        digest.update(numbers.flip());
        addContent(event.value());
        return ByteBuffer.wrap(digest.digest()).getLong();
    }

    private void add(Instant time) {
        numbers.putLong(time.getEpochSecond()).putLong(time.getNano());
    }

    private void addContent(Value value) {
        switch (value) {
            case Value.Numeric(double number) -> add(1, Double.doubleToLongBits(number), NONE);
            case Value.Text(var text) -> add(2, 0, text.getBytes(StandardCharsets.UTF_8));
            case Value.Truth(boolean truth) -> add(3, truth ? 1 : 0, NONE);
            case Value.Data data -> add(4, 0, data.bytes());
        }
    }

    private void add(int kind, long number, byte[] content) {
        digest.update(numbers.clear().putInt(kind).putLong(number).flip());
        digest.update(content);
    }

    /// With its length in front: no two lists of texts give the same bytes.
    private void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(numbers.clear().putInt(bytes.length).flip());
        digest.update(bytes);
    }
}
