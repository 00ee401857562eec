package io.acequia.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/// A `_bulk` body of documents as a collector writes them: each of another event, with a name that
/// begins with its time. All lines are of the same length, so that a new body is written over the
/// one before. Equal documents would cost the engine less.
final class BareBody {
    private static final String LINES =
            """
            {"create":{"_index":"%s","_id":"iiiiiiiiiiiiiiiiiiiiiA"}}
            {"namespace":"default","sender":"device%d","origin":"device%2$d","payload":\
            {"type":"temperature","value":vvvvvvvvv},"timestamp":"2026-11-23Thh:mm:ss.SSSZ",\
            "received":"2026-11-23Thh:mm:ss.SSSZ","time_source":"device",\
            "series":"kf2GxT9aQ%2$d","arrival":459634aaaaaaaaaaaa}
            """;

    /// Of a fleet that sends 50,000 events a second from the begin of that day on.
    private static final int PER_MILLISECOND = 50;

    private static final long DAY = 1_795_392_000_000L;
    private static final int DEVICES = 64;
    private static final byte[] BASE64URL =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
                    .getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;
    private final int stride;
    private final int id;
    private final int value;
    private final int timestamp;
    private final int received;
    private final int arrival;

    BareBody(String index, int documents) {
        var first = LINES.formatted(index, 10);
        stride = first.length();
        id = first.indexOf("iii");
        value = first.indexOf("vvv");
        timestamp = first.indexOf("hh:mm");
        received = first.indexOf("hh:mm", timestamp + 1);
        arrival = first.indexOf("aaa");
        var text = new StringBuilder();
        for (int document = 0; document < documents; document++) {
            text.append(LINES.formatted(index, 10 + document % DEVICES));
        }
        bytes = text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    byte[] bytes() {
        return bytes;
    }

    /// Writes the documents of other events.
    ///
    /// @param first number of the first of them, counted over all bodies
    void renew(long first) {
        for (int line = 0; line < bytes.length; line += stride, first++) {
            long time = first / PER_MILLISECOND;
            name(line + id, DAY + time, first);
            digits(line + value, 9, 100_000_000 + first);
            time(line + timestamp, time);
            System.arraycopy(bytes, line + timestamp, bytes, line + received, 12);
            digits(line + arrival, 12, first << 8);
        }
    }

    /// Six bytes of time and ten that look like a hash, but for the last two bits.
    private void name(int at, long time, long number) {
        long hash = (number + 1) * 0x9e37_79b9_7f4a_7c15L;
        hash ^= hash >>> 29;
        for (int shift = 42; shift >= 0; shift -= 6) {
            bytes[at++] = BASE64URL[(int) (time >> shift & 63)];
        }
        for (int shift = 0; shift < 60; shift += 6) {
            bytes[at++] = BASE64URL[(int) (hash >> shift & 63)];
        }
        Arrays.fill(bytes, at, at + 3, BASE64URL[(int) (hash >>> 60)]);
    }

    private void time(int at, long millis) {
        long seconds = TimeUnit.MILLISECONDS.toSeconds(millis);
        digits(at, 2, seconds / 3_600);
        digits(at + 3, 2, seconds / 60 % 60);
        digits(at + 6, 2, seconds % 60);
        digits(at + 9, 3, millis % 1_000);
    }

    private void digits(int at, int count, long number) {
        for (int place = at + count - 1; place >= at; place--, number /= 10) {
            bytes[place] = (byte) ('0' + number % 10);
        }
    }
}
