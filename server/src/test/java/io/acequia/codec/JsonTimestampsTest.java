package io.acequia.codec;

import static io.acequia.codec.Row.field;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Which of the accepted times are implausible is decided by ingest.
@DisplayName("Bad input: timestamps")
class JsonTimestampsTest {
    private static final long MOST = Long.MAX_VALUE;

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "TI-2, 0, 0",
        "TI-3, -1, -1000",
        "TI-4, 1700000000, 1700000000000",
        "TI-5, 2147483648, 2147483648000",
        "TI-5, 4294967296, 4294967296000",
        "TI-6, 9007199254740992, 9007199254740992000",
        "TI-6, 9007199254740993, 9007199254740993000",
        "TI-15, 1.5e12, 1500000000000000",
        "TI-15, 1700000000e3, 1700000000000000",
        "TI-15, 17000000000000000e-4, 1700000000000000",
        "TI-16, 1700000000000.5, 1700000000000500",
        "TI-16, 1700000000000.123456789, 1700000000000123",
        "TI-16, -0.0001, -1",
        "TI-16, -1e-30, -1",
        "TI-16, 1e-30, 0",
        "TI-16, 0e30, 0",
    })
    @DisplayName("Unix milliseconds become microseconds, rounded down")
    void unixTimes(String id, String json, long micros) {
        assertEquals(micros, micros(json));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "TI-7, 2014-12-31T23:59:59Z, 2014-12-31T23:59:59Z",
        "TI-8, 2015-01-01T00:00:00Z, 2015-01-01T00:00:00Z",
        "TI-10, 9999-12-31T23:59:59.999999Z, 9999-12-31T23:59:59.999999Z",
        "TI-10, +10000-01-01T00:00:00Z, +10000-01-01T00:00:00Z",
        "TI-10, +290000-01-01T00:00:00Z, +290000-01-01T00:00:00Z",
        "TI-11, 2026-11-23T12:00:00+02:00, 2026-11-23T10:00:00Z",
        "TI-11, 2026-11-23T12:00:00+0200, 2026-11-23T10:00:00Z",
        "TI-11, 2026-11-23T12:00:00+02, 2026-11-23T10:00:00Z",
        "TI-11, 2026-11-23T02:30:00.5-07:30, 2026-11-23T10:00:00.5Z",
        "TI-12, 2026-11-23T10:00:00, 2026-11-23T10:00:00Z",
        "TI-12, 2026-11-23T10:00, 2026-11-23T10:00:00Z",
        "TI-14, 2026-11-23T10:00:00.123456789Z, 2026-11-23T10:00:00.123456Z",
        "TI-14, 2026-11-23T10:00:00.99999999999999999999Z, 2026-11-23T10:00:00.999999Z",
        "TI-14, 1960-11-23T10:00:00.9999999Z, 1960-11-23T10:00:00.999999Z",
        "TI-18, 2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
        "TI-18, 2000-02-29T00:00:00Z, 2000-02-29T00:00:00Z",
        "TI-20, 2026-11-23t10:00:00z, 2026-11-23T10:00:00Z",
        "TI-20, 2026-11-23 10:00:00+00:00, 2026-11-23T10:00:00Z",
        "TI-22, -0001-01-01T00:00:00Z, -0001-01-01T00:00:00Z",
        "TI-22, -9999-01-01T00:00:00Z, -9999-01-01T00:00:00Z",
        "TI-22, 0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z",
    })
    @DisplayName("ISO 8601 becomes microseconds, the rest cut off")
    void isoTimes(String id, String text, Instant expected) {
        long micros = expected.getEpochSecond() * 1_000_000 + expected.getNano() / 1_000;

        assertEquals(micros, micros(Bodies.quote(text)));
        assertEquals(micros, micros(Bodies.quote(text).replace("-", "\\u002d")));
    }

    @Test
    @DisplayName("TI-6, TI-10, TI-22: times beyond the range of microseconds become its ends")
    void hugeTimes() {
        assertEquals(MOST, micros("9223372036854775808"));
        assertEquals(MOST, micros("9300000000000000"));
        assertEquals(MOST, micros("1e300"));
        assertEquals(MOST, micros("9999999999999999999999999"));
        assertEquals(-MOST, micros("-1e300"));
        assertEquals(MOST, micros("\"+999999-12-31T23:59:59Z\""));
        assertEquals(-MOST, micros("\"-999999-01-01T00:00:00Z\""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    @DisplayName("What is no time is refused")
    void refused(Row row) {
        row.check();
    }

    static Stream<Row> broken() {
        return Stream.of(
                        "TI-13 '2016-12-31T23:59:60Z'",
                        "TI-17 1e400",
                        "TI-17 NaN",
                        "TI-17 -1e309",
                        "TI-18 '2026-02-30T10:00:00Z'",
                        "TI-18 '2026-02-29T10:00:00Z'",
                        "TI-18 '1900-02-29T10:00:00Z'",
                        "TI-18 '2026-04-31T10:00:00Z'",
                        "TI-18 '2026-13-01T10:00:00Z'",
                        "TI-18 '2026-00-01T10:00:00Z'",
                        "TI-18 '2026-01-00T10:00:00Z'",
                        "TI-18 '2026-11-23T25:00:00Z'",
                        "TI-18 '2026-11-23T10:60:00Z'",
                        "TI-18 '2026-11-23T10:00:00+24:00'",
                        "TI-18 '2026-11-23T10:00:00+01:60'",
                        "TI-19 '2026-11-23T24:00:00Z'",
                        "TI-20 '2026-11-23_10:00:00Z'",
                        "TI-20 '2026-11-23  10:00:00Z'",
                        "TI-21 '2026-11-23T10:00:00Zx'",
                        "TI-21 '2026-11-23T10:00:00Z '",
                        "TI-21 ' 2026-11-23T10:00:00Z'",
                        "TI-21 '2026-11-23T10:00:00+02:00Z'",
                        "TI-21 '2026-11-23T10:00:00+02:'",
                        "TI-21 '2026-11-23T10:00:00.Z'",
                        "TI-21 '2026-11-23T10:00:00,5Z'",
                        "TI-21 '2026-11-23T10:00.5Z'",
                        "TI-21 '2026-11-23T10Z'",
                        "TI-21 '2026-11-23'",
                        "TI-21 '2026-11-2'",
                        "TI-21 '26-11-23T10:00:00Z'",
                        "TI-21 '10000-01-01T00:00:00Z'",
                        "TI-21 '+1000000-01-01T00:00:00Z'",
                        "TI-21 '1700000000000'",
                        "TI-21 'now'",
                        "TI-23 '" + "1".repeat(10_000) + "'")
                .map(row -> time(row.substring(0, 5), row.substring(6).replace('\'', '"')));
    }

    private static Row time(String id, String json) {
        return field(id, "timestamp", json, "timestamp: not a time");
    }

    @Test
    @DisplayName("TI-1, TI-25: 500 events with the same time and one without keep their times")
    void sameTimes() {
        String dated = Bodies.event("timestamp", "1700000000000");
        String batch = Bodies.array(dated, 500);

        var into = Bodies.accepted(batch);

        assertEquals(500, into.size());
        for (int i = 0; i < 500; i++) {
            assertEquals(1_700_000_000_000_000L, into.timestamp(i));
        }
    }

    private static long micros(String json) {
        return Bodies.accepted(Bodies.event("timestamp", json)).timestamp(0);
    }
}
