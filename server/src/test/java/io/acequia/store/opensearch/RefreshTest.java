package io.acequia.store.opensearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.store.Events;
import io.acequia.store.Filter;
import io.acequia.store.Search;
import io.acequia.store.StoreProbe;
import io.acequia.store.TimeRange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedSearchEngine.class)
@DisplayName("How soon an event is seen")
class RefreshTest {
    private static final String IDLE = "{\"index.search.idle.after\": \"0s\"}";

    private final SearchEngine engine;
    private final Path directory;

    RefreshTest(SearchEngine engine, @TempDir Path directory) {
        this.engine = engine;
        this.directory = directory;
    }

    @Test
    @DisplayName("indices are told, unless it is what engines do by themselves")
    void told() throws Exception {
        var settings = TestSettings.in(engine, directory, Duration.ofSeconds(2));
        OpenSearchStore.open(settings).close();
        var slow = engine.send("GET", "/_index_template/" + settings.prefix() + "-events", "");
        var usual = TestSettings.in(engine, directory, Duration.ofSeconds(1));
        OpenSearchStore.open(usual).close();

        var untold = engine.send("GET", "/_index_template/" + usual.prefix() + "-events", "");

        assertTrue(slow.body().contains("\"refresh_interval\":\"2000ms\""), slow.body());
        assertEquals(200, untold.statusCode());
        assertFalse(untold.body().contains("refresh_interval"), untold.body());
    }

    @Test
    @DisplayName("an index that nobody searches shows its events to who does")
    void afterSilence() throws Exception {
        var settings = TestSettings.in(engine, directory, Duration.ofSeconds(1));
        try (var probe = new StoreProbe(OpenSearchStore.open(settings))) {
            probe.append(List.of(Events.plain().event()));
            var idle = engine.send("PUT", "/" + settings.prefix() + "-*-2*/_settings", IDLE);
            var later = Events.plain().later(1).event();

            probe.append(List.of(later));

            assertEquals(200, idle.statusCode(), idle.body());
            var found = probe.store().search(new Search(Filter.ALL, TimeRange.ALL, 1));
            assertEquals(List.of(later), found.events());
        }
    }
}
