package io.acequia.store.opensearch;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/// Writes times as ISO 8601, as in `2026-11-23T10:00:00.000Z`; remembers the text of the day.
final class DocumentTime {
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    private long day = Long.MIN_VALUE;
    private byte[] text = new byte[0];

    /// Appends a time in milliseconds, or in microseconds when it has any.
    ///
    /// @param micros since 1970
    void write(long micros, DocumentText target) {
        long date = Math.floorDiv(micros, MICROS_PER_DAY);
        if (date != day) {
            day = date;
            text = (LocalDate.ofEpochDay(date) + "T").getBytes(StandardCharsets.US_ASCII);
        }
        long rest = Math.floorMod(micros, MICROS_PER_DAY);
        int seconds = (int) (rest / 1_000_000);
        int fraction = (int) (rest % 1_000_000);
        target.add(text).digits(seconds / 3_600, 2).add(':').digits(seconds / 60 % 60, 2).add(':');
        target.digits(seconds % 60, 2).add('.');
        if (fraction % 1_000 == 0) {
            target.digits(fraction / 1_000, 3);
        } else {
            target.digits(fraction, 6);
        }
        target.add('Z');
    }
}
