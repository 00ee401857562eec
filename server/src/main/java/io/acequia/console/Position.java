package io.acequia.console;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/// How far somebody who follows events has come.
///
/// @param start no event received before it is wanted, whole milliseconds
/// @param reached the newest receipt seen, whole milliseconds
record Position(Instant start, Instant reached) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,14})-(\\d{1,14})");

    Position {
        // Events keep the milliseconds of their receipt: those of this very one must not be missed.
        start = start.truncatedTo(ChronoUnit.MILLIS);
        reached = reached.truncatedTo(ChronoUnit.MILLIS);
    }

    /// Wants what is received from now on.
    static Position of(Instant now) {
        return new Position(now, now);
    }

    /// Reads the text of a position, empty when it is none.
    static Optional<Position> parse(String text) {
        var parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new Position(instant(parts.group(1)), instant(parts.group(2))))
                : Optional.empty();
    }

    private static Instant instant(String millis) {
        return Instant.ofEpochMilli(Long.parseLong(millis));
    }

    /// Returns the position after an event.
    Position after(Instant received) {
        return received.isAfter(reached) ? new Position(start, received) : this;
    }

    /// Returns the text of this position.
    String text() {
        return start.toEpochMilli() + "-" + reached.toEpochMilli();
    }
}
