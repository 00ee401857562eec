package io.acequia.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OpenFilesTest {
    @Test
    @DisplayName("more devices than the limit has room for are refused with the way out")
    void tooMany() {
        var problem = OpenFiles.problem(10_000, 1_024).orElseThrow();

        assertTrue(problem.contains("`ulimit -n 10100`"), problem);
    }

    @Test
    @DisplayName("as many devices as fit are welcome")
    void enough() {
        assertEquals(Optional.empty(), OpenFiles.problem(924, 1_024));
        assertTrue(OpenFiles.limit() > 100);
    }
}
