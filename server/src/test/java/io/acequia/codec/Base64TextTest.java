package io.acequia.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Base64;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Base64TextTest {
    @Test
    @DisplayName("Both alphabets, with and without padding, give back the bytes in place")
    void roundTrip() {
        var random = new SplittableRandom(64);
        for (int i = 0; i < 10_000; i++) {
            byte[] bytes = new byte[random.nextInt(50)];
            random.nextBytes(bytes);
            assertDecoded(bytes, Base64.getEncoder().encodeToString(bytes));
            assertDecoded(bytes, Base64.getEncoder().withoutPadding().encodeToString(bytes));
            assertDecoded(bytes, Base64.getUrlEncoder().encodeToString(bytes));
            assertDecoded(bytes, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        }
    }

    private static void assertDecoded(byte[] expected, String text) {
        byte[] bytes = Bodies.utf8("##" + text + "##");

        int length = Base64Text.decode(bytes, 2, text.length());

        assertEquals(expected.length, length);
        assertArrayEquals(expected, Arrays.copyOfRange(bytes, 2, 2 + length));
        assertEquals('#', bytes[2 + text.length()]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A",
                "AAAAA",
                "=",
                "==",
                "====",
                "A===",
                "QQ=",
                "QUI==",
                "QQ==QQ==",
                "Q=Q=",
                "QR==",
                "QUJ",
                "QU JD",
                "QUJD\n",
                "QUJDé",
                "*",
                "QUJD="
            })
    @DisplayName("What is not Base64, or not all of it, is refused")
    void broken(String text) {
        byte[] bytes = Bodies.utf8(text);

        assertEquals(Base64Text.BROKEN, Base64Text.decode(bytes, 0, bytes.length));
    }
}
