package io.acequia.intake;

import io.acequia.coap.message.Code;
import io.acequia.settings.LogSettings.Format;
import io.acequia.settings.LogSettings.Requests;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/// Decides which requests of a transport thread have a line of their own. Confined to that thread.
///
/// Above about 1,000 requests a second only errors keep their lines, and one line a second tells
/// the rest; errors in turn are cut at the same number, so that nobody fills a disk with them. A
/// second that follows such a one has no lines but those: the first 1,000 of each would be 5 GB a
/// day.
final class RequestLines {
    private static final int LINES_PER_SECOND = 1_000;
    private static final long SECOND = 1_000_000_000L;

    private final Requests wanted;
    private final Format format;
    private final LongSupplier ticks;
    private final Predicate<String> sink;
    private final int[] untold = new int[256];
    private long requests;
    private long secondBegan;
    private long requestsBefore;
    private int lines;
    private int errors;
    private int untoldCount;
    private long untoldNanos;
    private long slowestNanos;

    /// Starts the first second.
    ///
    /// @param sink takes a line, or says that it cannot
    RequestLines(Requests wanted, Format format, LongSupplier ticks, Predicate<String> sink) {
        this.wanted = wanted;
        this.format = format;
        this.ticks = ticks;
        this.sink = sink;
        secondBegan = ticks.getAsLong();
    }

    /// Notes an answer.
    void answered(String path, int method, int code, long nanos) {
        requests++;
        boolean isError = Code.classOf(code) > 2;
        boolean isWanted =
                switch (wanted) {
                    case AUTO, ALL -> true;
                    case ERRORS -> isError;
                    case OFF -> false;
                };
        if (!isWanted || (hasRoom(isError) && sink.test(line(path, method, code, nanos)))) {
            return;
        }
        untold[code]++;
        untoldCount++;
        untoldNanos += nanos;
        slowestNanos = Math.max(slowestNanos, nanos);
    }

    private boolean hasRoom(boolean isError) {
        if (wanted == Requests.ALL || lines < LINES_PER_SECOND) {
            lines++;
            return true;
        }
        return isError && errors++ < LINES_PER_SECOND;
    }

    /// Begins a new second when the old one is over; called once for every burst.
    void tick() {
        long now = ticks.getAsLong();
        if (now - secondBegan < SECOND) {
            return;
        }
        if (untoldCount > 0 && sink.test(summary())) {
            Arrays.fill(untold, 0);
            untoldCount = 0;
            untoldNanos = 0;
            slowestNanos = 0;
        }
        boolean isBusy =
                requests - requestsBefore > LINES_PER_SECOND && now - secondBegan < 2 * SECOND;
        lines = isBusy ? LINES_PER_SECOND : 0;
        requestsBefore = requests;
        secondBegan = now;
        errors = 0;
    }

    private String line(String path, int method, int code, long nanos) {
        return String.format(
                Locale.ROOT,
                switch (format) {
                    case TEXT -> "%s %s %s %s -> %s %.3f ms";
                    case JSON ->
                            "{\"@timestamp\":\"%s\",\"id\":\"%s\",\"method\":\"%s\","
                                    + "\"path\":\"%s\",\"code\":\"%s\",\"duration_ms\":%.3f}";
                },
                Instant.now(),
                Long.toString(requests, 36),
                Code.method(method),
                path,
                Code.text(code),
                nanos / 1e6);
    }

    private String summary() {
        return String.format(
                Locale.ROOT,
                switch (format) {
                    case TEXT ->
                            "%s %d more requests in this second: %s; mean %.3f ms, longest %.3f ms";
                    case JSON ->
                            "{\"@timestamp\":\"%s\",\"requests\":%d,\"codes\":{%s},"
                                    + "\"mean_ms\":%.3f,\"longest_ms\":%.3f}";
                },
                Instant.now(),
                untoldCount,
                codes(),
                untoldNanos / 1e6 / untoldCount,
                slowestNanos / 1e6);
    }

    private String codes() {
        var text = new StringBuilder();
        for (int code = 0; code < untold.length; code++) {
            if (untold[code] > 0) {
                text.append(text.isEmpty() ? "" : ",");
                text.append('"').append(Code.text(code)).append("\":").append(untold[code]);
            }
        }
        return text.toString();
    }
}
