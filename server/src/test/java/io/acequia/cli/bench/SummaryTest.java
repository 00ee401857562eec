package io.acequia.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acequia.coap.message.Code;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummaryTest {
    private static Summary withCodes(int... codes) {
        var counts = new long[256];
        for (int code : codes) {
            counts[code] = 1_500;
        }
        return Summary.of(
                2,
                new Summary.Requests(4_000, 8, 1_500L * codes.length, 3, 1, 12, 4, 0),
                counts,
                new Summary.Latency(850.4, 1_000, 12_345, 2_000_000, 2_500_000));
    }

    @Test
    @DisplayName("the exit code is that of the worst answer, and losses do not change it")
    void exitCodes() {
        assertEquals(0, withCodes(Code.CREATED, Code.CHANGED).exitCode());
        assertEquals(3, withCodes(Code.CREATED, Code.BAD_REQUEST).exitCode());
        assertEquals(4, withCodes(Code.BAD_REQUEST, Code.SERVICE_UNAVAILABLE).exitCode());
        assertEquals(5, withCodes().exitCode());
    }

    @Test
    @DisplayName("the text says answers, times and losses")
    void text() {
        assertEquals(
                """
                answers    3,000 in 2.0 s, 1,500/s: 2.01 1,500, 4.15 1,500
                latency    p50 850 µs, p90 1.00 ms, p99 12.35 ms, p99.9 2.00 s, longest 2.50 s
                requests   4,000 sent, 8 unsent, 12 sent again, 3 lost, 1 reset
                datagrams  4 late, 0 refused
                """,
                withCodes(Code.CREATED, Code.UNSUPPORTED_CONTENT_FORMAT).text());
    }

    @Test
    @DisplayName("nothing answered in no time is no division by zero")
    void nothing() {
        var none =
                Summary.of(
                        0,
                        new Summary.Requests(0, 0, 0, 0, 0, 0, 0, 0),
                        new long[256],
                        new Summary.Latency(0, 0, 0, 0, 0));

        assertEquals(0, none.answersPerSecond());
        assertEquals(
                "answers    0 in 0.0 s, 0/s: none", none.text().lines().findFirst().orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"0, 0 µs", "999, 999 µs", "1000, 1.00 ms", "999000, 999.00 ms", "1000000, 1.00 s"})
    @DisplayName("times have the unit that they are read best in")
    void times(double micros, String text) {
        assertEquals(text, Summary.time(micros));
    }
}
