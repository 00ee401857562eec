package io.acequia.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The library's decoder is the oracle.
class Utf8Test {
    @Test
    @DisplayName("Characters of all lengths are written and measured as the library does")
    void characters() {
        byte[] written = new byte[4];
        for (int character = 0;
                character <= Character.MAX_CODE_POINT;
                character += 1 + character / 0x1000) {
            if (character < Character.MIN_SURROGATE || character > Character.MAX_SURROGATE) {
                byte[] expected = Bodies.utf8(Character.toString(character));

                int length = Utf8.write(character, written, 0);

                assertArrayEquals(expected, Arrays.copyOf(written, length));
                if (character >= 0x80) {
                    assertEquals(length, Utf8.length(expected, 0, length));
                    assertEquals(0, Utf8.length(expected, 0, length - 1));
                }
            }
        }
    }

    @Test
    @DisplayName(
            "Every sequence of a lead and bytes at the edges of what may follow is judged alike")
    void everyLead() {
        int[] edges = {0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xff};
        for (int lead = 0x80; lead <= 0xff; lead++) {
            for (int i = 0; i < edges.length * edges.length * edges.length; i++) {
                byte[] bytes = {
                    (byte) lead,
                    (byte) edges[i % 10],
                    (byte) edges[i / 10 % 10],
                    (byte) edges[i / 100]
                };
                int length = Utf8.length(bytes, 0, 4);
                assertEquals(expectedLength(bytes), length, Arrays.toString(bytes));
            }
        }
    }

    private static int expectedLength(byte[] bytes) {
        for (int length = 2; length <= 4; length++) {
            try {
                var text =
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .decode(ByteBuffer.wrap(bytes, 0, length));
                if (text.toString().codePointCount(0, text.length()) == 1) {
                    return length;
                }
            } catch (CharacterCodingException _) {
                // Not a character of this length.
            }
        }
        return 0;
    }
}
