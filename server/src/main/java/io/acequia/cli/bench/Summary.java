package io.acequia.cli.bench;

import io.acequia.coap.message.Code;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What came out of a run.
///
/// @param seconds for which the figures were taken
/// @param answersPerSecond how many requests were answered in each of them
/// @param requests what became of them
/// @param codes answers by code, such as `2.01`
/// @param latencyMicros from when a request was due to its answer
record Summary(
        double seconds,
        double answersPerSecond,
        Requests requests,
        SortedMap<String, Long> codes,
        Latency latencyMicros) {
    /// What became of the requests of a run.
    ///
    /// @param unsent due at the rate, but the window was full or the sender too slow
    /// @param reset refused by RST
    /// @param repeated datagrams that were sent again
    /// @param late datagrams that belonged to no waiting request
    /// @param refused datagrams that the network did not take or deliver
    record Requests(
            long sent,
            long unsent,
            long answered,
            long lost,
            long reset,
            long repeated,
            long late,
            long refused) {}

    /// How long answers took; microseconds.
    record Latency(double p50, double p90, double p99, double p999, double max) {}

    private static final int OK = 0, CLIENT_ERROR = 3, SERVER_ERROR = 4, UNREACHABLE = 5;

    /// Sums up figures; `codes` has the number of answers at the index of their code.
    static Summary of(double seconds, Requests requests, long[] codes, Latency latency) {
        var byName = new TreeMap<String, Long>();
        for (int code = 0; code < codes.length; code++) {
            if (codes[code] > 0) {
                byName.put(Code.text(code), codes[code]);
            }
        }
        double perSecond = seconds > 0 ? requests.answered / seconds : 0;
        return new Summary(seconds, perSecond, requests, byName, latency);
    }

    /// Returns the exit code: 5 when nothing was answered, else 4 after any 5.xx, else 3 after any
    /// 4.xx, else 0. Losses are a result and not an error.
    int exitCode() {
        if (codes.isEmpty()) {
            return UNREACHABLE;
        }
        if (codes.lastKey().startsWith("5")) {
            return SERVER_ERROR;
        }
        return codes.lastKey().startsWith("4") ? CLIENT_ERROR : OK;
    }

    /// Returns it as text of a few lines.
    String text() {
        return String.format(
                Locale.ROOT,
                """
                answers    %,d in %.1f s, %,.0f/s: %s
                latency    p50 %s, p90 %s, p99 %s, p99.9 %s, longest %s
                requests   %,d sent, %,d unsent, %,d sent again, %,d lost, %,d reset
                datagrams  %,d late, %,d refused
                """,
                requests.answered,
                seconds,
                answersPerSecond,
                codeText(),
                time(latencyMicros.p50),
                time(latencyMicros.p90),
                time(latencyMicros.p99),
                time(latencyMicros.p999),
                time(latencyMicros.max),
                requests.sent,
                requests.unsent,
                requests.repeated,
                requests.lost,
                requests.reset,
                requests.late,
                requests.refused);
    }

    private String codeText() {
        return codes.isEmpty()
                ? "none"
                : codes.entrySet().stream()
                        .map(Summary::codeText)
                        .collect(Collectors.joining(", "));
    }

    private static String codeText(Map.Entry<String, Long> code) {
        return String.format(Locale.ROOT, "%s %,d", code.getKey(), code.getValue());
    }

    /// Writes a time with the unit that it is read best in.
    static String time(double micros) {
        if (micros < 1_000) {
            return String.format(Locale.ROOT, "%.0f µs", micros);
        }
        return micros < 1_000_000
                ? String.format(Locale.ROOT, "%.2f ms", micros / 1e3)
                : String.format(Locale.ROOT, "%.2f s", micros / 1e6);
    }
}
