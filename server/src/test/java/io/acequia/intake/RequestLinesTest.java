package io.acequia.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.coap.message.Code;
import io.acequia.settings.LogSettings.Format;
import io.acequia.settings.LogSettings.Requests;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RequestLinesTest {
    private static final long SECOND = 1_000_000_000L;

    private final List<String> written = new ArrayList<>();
    private long now;

    @Test
    @DisplayName("a request has a line with id, method, path, code and duration")
    void writesLine() {
        lines(Requests.AUTO, Format.TEXT).answered("/event", Code.POST, Code.CREATED, 1_234_567);

        assertEquals(1, written.size());
        assertTrue(
                written.getFirst().endsWith("Z 1 POST /event -> 2.01 1.235 ms"),
                written.getFirst());
    }

    @Test
    @DisplayName("a line can be JSON")
    void writesJson() {
        lines(Requests.ALL, Format.JSON).answered("/event", Code.POST, Code.BAD_REQUEST, 2_000_000);

        assertTrue(
                written.getFirst()
                        .endsWith(
                                "\"id\":\"1\",\"method\":\"POST\",\"path\":\"/event\","
                                        + "\"code\":\"4.00\",\"duration_ms\":2.000}"),
                written.getFirst());
    }

    @Test
    @DisplayName("above 1,000 a second one summary tells the rest, and errors keep their lines")
    void summarises() {
        var lines = lines(Requests.AUTO, Format.TEXT);

        for (int i = 0; i < 3_000; i++) {
            lines.answered("/event", Code.POST, Code.CREATED, 1_000_000);
        }
        lines.answered("/event", Code.POST, Code.BAD_REQUEST, 1_000_000);
        now += SECOND;
        lines.tick();

        assertEquals(1_002, written.size());
        assertTrue(written.get(1_000).contains("-> 4.00"), written.get(1_000));
        assertTrue(
                written.get(1_001)
                        .endsWith(
                                "2000 more requests in this second: \"2.01\":2000;"
                                        + " mean 1.000 ms, longest 1.000 ms"),
                written.get(1_001));
    }

    @Test
    @DisplayName("errors are cut at 1,000 a second as well, and counted")
    void cutsErrors() {
        var lines = lines(Requests.AUTO, Format.TEXT);

        for (int i = 0; i < 5_000; i++) {
            lines.answered("/event", Code.POST, Code.BAD_REQUEST, 0);
        }
        now += SECOND;
        lines.tick();

        assertEquals(2_001, written.size());
        assertTrue(written.getLast().contains("3000 more requests"), written.getLast());
    }

    @Test
    @DisplayName("a new second begins with room for lines")
    void newSecond() {
        var lines = lines(Requests.AUTO, Format.TEXT);
        for (int i = 0; i < 1_000; i++) {
            lines.answered("/health", Code.GET, Code.CONTENT, 0);
        }

        now += SECOND;
        lines.tick();
        lines.answered("/health", Code.GET, Code.CONTENT, 0);

        assertEquals(1_001, written.size());
    }

    @Test
    @DisplayName("while more than 1,000 a second come only errors have lines, until it is quiet")
    void busySeconds() {
        var lines = lines(Requests.AUTO, Format.TEXT);
        for (int second = 0; second < 3; second++) {
            answer(lines, Code.CREATED, 1_001);
            answer(lines, Code.BAD_REQUEST, 1);
            now += SECOND;
            lines.tick();
        }
        assertEquals(1_000 + 2 + 2 + 2, written.size());

        answer(lines, Code.CREATED, 1_000);
        now += SECOND;
        lines.tick();
        assertTrue(written.getLast().contains(" 1000 more requests"), written.getLast());
        answer(lines, Code.CREATED, 1);
        assertTrue(written.getLast().contains("-> 2.01"), written.getLast());
    }

    @Test
    @DisplayName("who comes a while after many has a line")
    void afterAPause() {
        var lines = lines(Requests.AUTO, Format.TEXT);
        answer(lines, Code.CREATED, 5_000);
        now += 10 * SECOND;
        lines.tick();

        answer(lines, Code.CREATED, 1);

        assertTrue(written.getLast().contains("-> 2.01"), written.getLast());
    }

    private static void answer(RequestLines lines, int code, int times) {
        for (int i = 0; i < times; i++) {
            lines.answered("/event", Code.POST, code, 0);
        }
    }

    @Test
    @DisplayName("only errors, or nothing, can be asked for")
    void choices() {
        lines(Requests.ERRORS, Format.TEXT).answered("/event", Code.POST, Code.CREATED, 0);
        lines(Requests.OFF, Format.TEXT).answered("/event", Code.POST, Code.BAD_REQUEST, 0);
        assertEquals(0, written.size());

        lines(Requests.ERRORS, Format.TEXT).answered("/event", Code.POST, Code.NOT_FOUND, 0);
        assertEquals(1, written.size());
    }

    private RequestLines lines(Requests requests, Format format) {
        return new RequestLines(requests, format, () -> now, written::add);
    }
}
