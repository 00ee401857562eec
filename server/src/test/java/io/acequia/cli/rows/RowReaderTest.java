package io.acequia.cli.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowReaderTest {
    @Test
    @DisplayName("Rows keep their JSON, and their members become cells by path")
    void rows() throws IOException {
        var first =
                "{\"a\":\"x \\\"é🌡\\u0007\",\"b\":{\"c\":1.50,\"d\":null,\"e\":[1,{\"f\":2}]}}";
        var second = "{\"a\":true}";

        var answer = RowReader.answer("{\"rows\":[" + first + ", " + second + "],\"next\":\"n\"}");

        assertEquals(
                List.of(
                        new Row(first, Map.of("a", "x \"é🌡\u0007", "b.c", "1.50")),
                        new Row(second, Map.of("a", "true"))),
                answer.rows());
        assertEquals(Map.of("next", "n"), answer.members());
    }

    @Test
    @DisplayName("An answer may have no rows and no next page")
    void empty() throws IOException {
        var answer = RowReader.answer("{\"rows\":[],\"next\":null,\"total\":7}");

        assertEquals(List.of(), answer.rows());
        assertEquals(Map.of("total", "7"), answer.members());
    }

    @Test
    @DisplayName("A long answer is cut at the right places")
    void longAnswer() throws IOException {
        var json = new StringBuilder("{\"rows\":[");
        for (int i = 0; i < 5_000; i++) {
            json.append(i == 0 ? "" : ",").append("{\"n\":\"é🌡").append(i).append("\"}");
        }

        var rows = RowReader.answer(json.append("]}").toString()).rows();

        assertEquals(5_000, rows.size());
        assertEquals("{\"n\":\"é🌡4999\"}", rows.getLast().json());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "[]", "1", "{", "{\"rows\":[1]}", "{\"rows\":[{", "<html>"})
    @DisplayName("What is no answer is an IOException")
    void nonsense(String text) {
        assertThrows(IOException.class, () -> RowReader.answer(text));
    }
}
