package io.acequia.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acequia.event.Event;
import io.acequia.event.Value;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EventCsvTest {
    private static final String TIMES =
            ",2026-11-23T10:00:00.000Z,2026-11-23T10:00:00.012Z,device\r\n";

    @Test
    @DisplayName("RFC 4180 §2: a line has the columns of the header and ends with CR LF")
    void lines() {
        assertEquals(
                "default,demo,probe1,temperature,21.5,,,,Cel" + TIMES,
                line("probe1", new Value.Numeric(21.5), "Cel"));
        assertEquals("default,demo,probe1,temperature,,on,,," + TIMES, line(new Value.Text("on")));
        assertEquals(
                "default,demo,probe1,temperature,,,true,," + TIMES, line(new Value.Truth(true)));
        assertEquals(
                "default,demo,probe1,temperature,,,,QUI=," + TIMES, line(new Value.Data("4142")));
        assertEquals(12, EventCsv.HEADER.split(",", -1).length);
        assertEquals(12, line(new Value.Text("on")).split(",", -1).length);
    }

    @Test
    @DisplayName("RFC 4180 §2: commas, quotes and line ends are put in quotes")
    void quotes() {
        assertEquals(
                "default,demo,\"a,b\",temperature,,\"say \"\"x\"\"\r\n\",,," + TIMES,
                line("a,b", new Value.Text("say \"x\"\r\n"), null));
    }

    @Test
    @DisplayName("Empty text differs from no text")
    void emptyText() {
        assertEquals("default,demo,probe1,temperature,,\"\",,," + TIMES, line(new Value.Text("")));
    }

    private static String line(Value value) {
        return line("probe1", value, null);
    }

    private static String line(String origin, Value value, @Nullable String unit) {
        Event event = EventJsonTest.event(origin, value, unit);
        var line = new StringBuilder();
        EventCsv.append(event, line);
        return line.toString();
    }
}
