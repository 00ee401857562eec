package io.acequia.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WordTest {
    @Test
    @DisplayName("Plain text ends at the first byte that is not plain, whatever follows it")
    void plainBytes() {
        var random = new SplittableRandom(8);
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[Word.SIZE];
            random.nextBytes(bytes);
            for (int at = 0; at < random.nextInt(Word.SIZE + 1); at++) {
                bytes[at] = (byte) "azAZ09 !#[]~".charAt(random.nextInt(12));
            }

            assertEquals(firstNotPlain(bytes), Word.plainBytes(Word.at(bytes, 0)));
        }
    }

    private static int firstNotPlain(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] < ' ' || bytes[i] == '"' || bytes[i] == '\\' || bytes[i] == 0x7f) {
                return i;
            }
        }
        return bytes.length;
    }

    @Test
    @DisplayName("Every byte in every place is a digit or not")
    void isDigits() {
        for (int place = 0; place < Word.SIZE; place++) {
            for (int value = 0; value < 256; value++) {
                byte[] bytes = Bodies.utf8("09182736");
                bytes[place] = (byte) value;

                assertEquals(value >= '0' && value <= '9', Word.isDigits(Word.at(bytes, 0)));
            }
        }
    }

    @Test
    @DisplayName("Eight digits become their number")
    void digits() {
        var random = new SplittableRandom(10);
        for (int i = 0; i < 100_000; i++) {
            int number = random.nextInt(100_000_000);

            assertEquals(
                    number, Word.digits(Word.at(Bodies.utf8(String.format("%08d", number)), 0)));
        }
    }
}
