package io.acequia.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SseReaderTest {
    private static List<SseMessage> read(String stream) throws IOException {
        var reader =
                new SseReader(new ByteArrayInputStream(stream.getBytes(StandardCharsets.UTF_8)));
        var messages = new ArrayList<SseMessage>();
        for (var next = reader.next(); next.isPresent(); next = reader.next()) {
            messages.add(next.get());
        }
        return messages;
    }

    @Test
    @DisplayName("A message has an id, a kind and content")
    void messages() throws IOException {
        assertEquals(
                List.of(
                        new SseMessage("1", "", ""),
                        new SseMessage("2", "", "{\"a\":\"x: y\"}"),
                        new SseMessage("2", "gap", "more")),
                read(
                        """
                        retry: 1000
                        id: 1

                        id:2
                        data: {"a":"x: y"}

                        event: gap
                        data: more

                        """));
    }

    @Test
    @DisplayName("A comment is a sign of life without content")
    void comments() throws IOException {
        assertEquals(List.of(new SseMessage("", "", "")), read(":\n\n"));
    }

    @Test
    @DisplayName("Content may have several lines, lines may end in any way")
    void lines() throws IOException {
        assertEquals(
                List.of(new SseMessage("7", "", "a\n b\nc")),
                read("id: 7\r\ndata: a\r\ndata:  b\rdata:c\nunknown: x\nlonely\n\n"));
    }

    @Test
    @DisplayName("What the end of the stream cuts off is no message")
    void cut() throws IOException {
        assertEquals(List.of(), read(""));
        assertEquals(List.of(new SseMessage("1", "", "a")), read("id: 1\ndata: a\n\ndata: b\n"));
    }
}
