package io.acequia.console;

import static io.acequia.console.Events.TEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.event.Event;
import io.acequia.event.TimeSource;
import io.acequia.event.Value;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EventExportTest {
    private final MemoryStore store = new MemoryStore();
    private TestConsole console;

    @BeforeEach
    void start() throws IOException {
        console = TestConsole.start(store, InstantSource.fixed(TEN.plusSeconds(90)));
    }

    @AfterEach
    void stop() {
        console.close();
    }

    @Test
    @DisplayName("CSV has a heading and quotes what needs it; nothing is changed")
    void csv() throws Exception {
        store.add(
                Events.temperature("probe1", 21.5, TEN),
                new Event(
                        "default",
                        "a,\"b\"",
                        "=1+1",
                        "note",
                        new Value.Text("two\nlines"),
                        null,
                        TEN.plusMillis(1),
                        TEN.plusMillis(2),
                        TimeSource.SERVER));

        var response = console.get("/api/v1/events/export");

        assertEquals(
                """
                timestamp,received,namespace,sender,origin,type,value,unit,time_source\r
                2026-11-23T10:00:00.001Z,2026-11-23T10:00:00.002Z,default,"a,""b""\",=1+1,note,\
                "two
                lines",,server\r
                2026-11-23T10:00:00Z,2026-11-23T10:00:00Z,default,demo,probe1,temperature,21.5,Cel,\
                device\r
                """,
                response.body());
        var headers = response.headers();
        assertEquals(
                "text/csv; charset=utf-8; header=present",
                headers.firstValue("Content-Type").get());
        assertEquals(
                "attachment; filename=\"events.csv\"",
                headers.firstValue("Content-Disposition").get());
    }

    @Test
    @DisplayName("Lines of JSON are those of the events of a page")
    void jsonl() throws Exception {
        store.add(Events.temperature("probe1", 21.5, TEN), Events.temperature("probe2", 20, TEN));

        var lines = console.get("/api/v1/events/export?format=jsonl&query=origin:probe2").body();
        var page = console.get("/api/v1/events?query=origin:probe2").body();

        assertEquals(page, "{\"events\":[" + lines.strip() + "],\"next\":null}");
    }

    @Test
    @DisplayName("More events than a page holds come whole, and no more than were asked for")
    void pages() throws Exception {
        for (int i = 0; i < 12_001; i++) {
            store.add(Events.temperature("probe1", i, TEN.plusMillis(i)));
        }

        var all = console.get("/api/v1/events/export?format=csv").body().lines().skip(1).toList();
        var some = console.get("/api/v1/events/export?limit=5001").body().lines().count();

        assertEquals(12_001, all.size());
        assertEquals(12_001, Set.copyOf(all).size());
        assertEquals(5_002, some);
        assertTrue(all.getFirst().contains(",12000,"), all.getFirst());
    }

    @Test
    @DisplayName("An unknown format says which there are")
    void formats() throws Exception {
        var problem = console.problem(400, "/api/v1/events/export?format=xls");

        assertEquals("use csv or jsonl", problem.path("advice").asString());
    }
}
