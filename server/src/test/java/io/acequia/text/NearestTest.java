package io.acequia.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    private static final List<String> KNOWN =
            List.of("query", "from", "to", "limit", "payload.type", "payload.unit");

    @ParameterizedTest
    @CsvSource({
        "query,query",
        "qurey,query",
        "QUERY,query",
        "limits,limit",
        "limt,limit",
        "type,payload.type",
        "payload_unit,payload.unit",
        "form,from",
        "from.a,from"
    })
    @DisplayName("A mistyped name leads to the one that was meant")
    void near(String word, String name) {
        assertEquals(Optional.of(name), Nearest.to(word, KNOWN));
    }

    @Test
    @DisplayName("A word that resembles nothing leads nowhere")
    void far() {
        assertEquals(Optional.empty(), Nearest.to("colour", KNOWN));
        assertEquals(Optional.empty(), Nearest.to("", KNOWN));
        assertEquals(Optional.empty(), Nearest.to("query".repeat(1_000), KNOWN));
    }
}
