package io.acequia.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acequia.event.EventBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The library's reader of times is the oracle.
class IsoTimeTest {
    private final IsoTime reader = new IsoTime();

    @Test
    @DisplayName("Any time of the years -9999 to 9999 in any zone is the instant it means")
    void randomTimes() {
        var random = new SplittableRandom(8601);
        for (int i = 0; i < 100_000; i++) {
            long seconds = random.nextLong(-377_705_116_800L, 253_402_300_800L);
            Instant instant = Instant.ofEpochSecond(seconds, random.nextInt(1_000_000_000));
            var zone = ZoneOffset.ofTotalSeconds(random.nextInt(-18 * 60, 18 * 60 + 1) * 60);
            String text = instant.atOffset(zone).toString();

            assertEquals(micros(instant), read(text), text);
        }
    }

    @Test
    @DisplayName("Every day of 800 years follows the one before")
    void everyDay() {
        var day = OffsetDateTime.of(1600, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
        while (day.getYear() < 2400) {
            assertEquals(micros(day.toInstant()), read(day.toString()));
            day = day.plusDays(1);
        }
    }

    @Test
    @DisplayName("Damaged times that the library understands mean the same to us, or nothing")
    void damagedTimes() {
        var random = new SplittableRandom(3339);
        byte[] good = Bodies.utf8("2026-11-23T10:00:00.123456+02:00");
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = Mutation.of(good, random);
            long micros = reader.toMicros(bytes, 0, bytes.length);
            Optional<Instant> expected = parse(new String(bytes, StandardCharsets.ISO_8859_1));
            if (micros != EventBuffer.NO_TIME && expected.isPresent()) {
                assertEquals(micros(expected.get()), micros);
            }
        }
    }

    private static Optional<Instant> parse(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private long read(String text) {
        byte[] bytes = Bodies.utf8("#" + text + "#");
        return reader.toMicros(bytes, 1, bytes.length - 1);
    }

    private static long micros(Instant time) {
        return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
    }
}
