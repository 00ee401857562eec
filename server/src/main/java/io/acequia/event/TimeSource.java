package io.acequia.event;

import java.util.List;
import java.util.Locale;

/// How the timestamp of an event was found.
public enum TimeSource {
    /// The device said it.
    DEVICE(0),
    /// The device said how long ago it was.
    RELATIVE(1),
    /// The device said nothing: the time of receipt.
    SERVER(2),
    /// The device said something implausible: the time of receipt, the original is kept.
    CLAMPED(3);

    private static final List<TimeSource> ALL = List.of(values());

    private final int number;

    TimeSource(int number) {
        this.number = number;
    }

    /// Returns the number that stands for it on disk; never changes.
    public int number() {
        return number;
    }

    /// Returns the name as the wire contract spells it.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Returns the constant with this number, 0 to 3.
    public static TimeSource of(int number) {
        return ALL.get(number);
    }
}
