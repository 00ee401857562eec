package io.acequia.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.coap.message.Code;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private static final long SECOND = 1_000_000_000;

    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private final ProgressBar bar =
            new ProgressBar(new PrintStream(terminal, true, StandardCharsets.UTF_8));
    private final Figures figures = new Figures();

    private String shown() {
        return terminal.toString(StandardCharsets.UTF_8);
    }

    private void answers(int count) {
        for (int i = 0; i < count; i++) {
            figures.answered(Code.CREATED, 2_000_000);
        }
    }

    @Test
    @DisplayName("says how far, how fast, how slow and how bad")
    void line() {
        bar.at(0, SECOND, figures);
        answers(3_000);
        figures.lost();
        terminal.reset();

        bar.at(0.5, 3 * SECOND, figures);

        assertEquals(
                "\r\033[K[===============>              ]  50 %   1,500/s   p99 2.00 ms   lost 1",
                shown());
    }

    @Test
    @DisplayName("draws four times a second, not more")
    void seldom() {
        bar.at(0, 0, figures);
        terminal.reset();

        bar.at(0.1, SECOND / 5, figures);

        assertEquals("", shown());
    }

    @Test
    @DisplayName("is full at the end and not longer")
    void full() {
        bar.at(1.2, 0, figures);

        assertTrue(shown().contains("[" + "=".repeat(30) + "]"), this::shown);
    }

    @Test
    @DisplayName("leaves nothing behind")
    void erased() {
        bar.erase();
        assertEquals("", shown());
        bar.at(0, 0, figures);

        bar.erase();

        assertTrue(shown().endsWith("\r\033[K"));
    }
}
