package io.acequia.cli.bench;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OpenFilesTest {
    @Test
    @DisplayName("more devices than the limit has room for are refused with the way out")
    void tooMany() {
        var e = assertThrows(IllegalArgumentException.class, () -> OpenFiles.check(10_000, 1_024));

        assertTrue(String.valueOf(e.getMessage()).contains("`ulimit -n 10100`"), e::getMessage);
    }

    @Test
    @DisplayName("as many devices as fit are welcome")
    void enough() {
        assertDoesNotThrow(() -> OpenFiles.check(900, 1_024));
        assertTrue(OpenFiles.limit() > 100);
    }
}
