package io.acequia.store.opensearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.store.opensearch.BulkAnswer.Item;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The answer to a bulk")
class BulkAnswerTest {
    private static Reply reply(String body) {
        return new Reply(
                URI.create("http://node:9200"),
                200,
                new Reply.Body(body.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    @DisplayName("says of each event what became of it")
    void items() throws Exception {
        var items =
                BulkAnswer.read(
                        reply(
                                """
                                {"errors":true,"items":[{"create":{"status":201}},
                                {"create":{"error":{"type":"version_conflict_engine_exception",
                                "reason":"[x]: exists"},"status":409}},
                                {"create":{"status":400,"error":{"reason":"no","type":"mapper"}}},
                                {"create":{"status":429,"error":{"type":"rejected","reason":"full"}}}]}\
                                """),
                        4);

        assertEquals(
                List.of(
                        new Item(201, "", ""),
                        new Item(409, "version_conflict_engine_exception", "[x]: exists"),
                        new Item(400, "mapper", "no"),
                        new Item(429, "rejected", "full")),
                items);
        assertTrue(items.get(0).isStored() && items.get(1).isStored() && items.get(1).isRepeat());
        assertTrue(items.get(2).isForEver() && !items.get(2).isStored());
        assertFalse(items.get(3).isForEver() || items.get(3).isStored());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>gateway</html>",
                "{\"errors\":false}",
                "{\"items\":[{\"create\":{\"status\":201}}]}",
                "{\"items\":[{\"create\":{\"status\":201}},{\"create\":{\"status\":\"ok\"}}]}",
                "{\"items\":[{\"create\":{\"status\":201}},{\"create\":{\"status\":2",
                "[1,2]"
            })
    @DisplayName("that is not one acknowledges nothing")
    void garbage(String body) {
        assertThrows(EngineException.class, () -> BulkAnswer.read(reply(body), 2));
    }

    @Test
    @DisplayName("of an event with neither 201 nor 409 is no acknowledgement")
    void noStatus() throws Exception {
        var items =
                BulkAnswer.read(
                        reply("{\"items\":[{\"create\":{}},{\"create\":{\"status\":200}}]}"), 2);

        assertTrue(items.stream().noneMatch(Item::isStored));
    }
}
