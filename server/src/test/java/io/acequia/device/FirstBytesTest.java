package io.acequia.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FirstBytesTest {
    private static String shown(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return FirstBytes.of(bytes, 0, bytes.length);
    }

    @Test
    @DisplayName("Printable ASCII is shown as it is, everything else by its number")
    void printable() {
        assertEquals("{\"origin\": 'a~b'}", shown("{\"origin\": 'a~b'}"));
        assertEquals("\\x1b[2J\\x00\\x0d\\x0a\\x7f", shown("\u001b[2J\0\r\n\u007f"));
        assertEquals("caf\\xc3\\xa9 \\xe2\\x80\\xae", shown("caf\u00e9 \u202e"));
        assertEquals("C:\\\\x41", shown("C:\\x41"));
        assertEquals("", shown(""));
    }

    @Test
    @DisplayName("Not more than 64 bytes are shown, and that there were more")
    void first() {
        var alphabet =
                IntStream.rangeClosed('0', 'z')
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString()
                        .replace("\\", "");
        var exactly = alphabet.substring(0, 64);

        assertEquals(exactly, shown(exactly));
        assertEquals(exactly + "…", shown(alphabet));
        assertEquals("bc", FirstBytes.of("abcd".getBytes(StandardCharsets.UTF_8), 1, 2));
    }
}
