package io.acequia.store.opensearch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("The text of documents")
class DocumentTextTest {
    private final DocumentText text = new DocumentText(4);

    private String written() {
        var written = new String(text.bytes(), 0, text.length(), StandardCharsets.UTF_8);
        text.clear();
        return written;
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, -0.0",
        "21.5, 21.5",
        "-21.05, -21.05",
        "0.1, 0.1",
        "1e6, 1000000",
        "123456.789012, 123456.789012",
        "9007199254740991, 9007199254740991",
        "1e-7, 1.0E-7",
        "1e300, 1.0E300",
        "-0.000001, -0.000001",
        "4.9e-324, 4.9E-324"
    })
    @DisplayName("writes numbers as short as it can")
    void numbers(double value, String expected) {
        text.number(value);

        assertEquals(expected, written());
    }

    @Test
    @DisplayName("writes numbers that are read again as the same bits")
    void numbersRoundTrip() {
        var random = new Random(11);
        for (int round = 0; round < 200_000; round++) {
            double value =
                    switch (round % 4) {
                        case 0 -> Math.round(random.nextGaussian() * 1_000) / 10.0;
                        case 1 -> random.nextGaussian();
                        case 2 -> random.nextLong() / 1_000.0;
                        default -> Double.longBitsToDouble(random.nextLong());
                    };
            if (Double.isFinite(value)) {
                text.number(value);
                assertEquals(
                        Double.doubleToRawLongBits(value),
                        Double.doubleToRawLongBits(Double.parseDouble(written())),
                        () -> "" + value);
            }
        }
    }

    @Test
    @DisplayName("writes whole numbers, the least included")
    void decimals() {
        text.decimal(0).add(' ').decimal(-7).add(' ').decimal(Long.MIN_VALUE);

        assertEquals("0 -7 -9223372036854775808", written());
    }

    @Test
    @DisplayName("escapes what JSON does not allow in a string, and nothing else")
    void strings() {
        var original = new StringBuilder("ñ\uD83D\uDE00\u007f");
        for (char character = 0; character < 128; character++) {
            original.append(character);
        }
        byte[] bytes = original.toString().getBytes(StandardCharsets.UTF_8);

        text.add('"').escaped(bytes, 0, bytes.length).add('"');

        assertEquals(original.toString(), new JsonMapper().readTree(written()).asString());
    }

    @Test
    @DisplayName("writes bits as base64url does")
    void base64() {
        var random = new Random(5);
        var encoder = Base64.getUrlEncoder().withoutPadding();
        for (int round = 0; round < 1_000; round++) {
            long high = random.nextLong();
            long low = random.nextLong();
            text.base64(high);
            assertEquals(
                    encoder.encodeToString(ByteBuffer.allocate(8).putLong(high).array()),
                    written());
            text.base64(high, low);
            assertEquals(
                    encoder.encodeToString(
                            ByteBuffer.allocate(16).putLong(high).putLong(low).array()),
                    written());
        }
    }

    @Test
    @DisplayName("writes times with milliseconds, and microseconds where there are any")
    void times() {
        var time = new DocumentTime();
        time.write(1_795_435_200_000_000L, text);
        time.write(1_795_435_199_999_000L, text.add(' '));
        time.write(1_795_435_200_000_001L, text.add(' '));
        time.write(-1L, text.add(' '));

        assertEquals(
                "2026-11-23T12:00:00.000Z 2026-11-23T11:59:59.999Z 2026-11-23T12:00:00.000001Z"
                        + " 1969-12-31T23:59:59.999999Z",
                written());
    }
}
