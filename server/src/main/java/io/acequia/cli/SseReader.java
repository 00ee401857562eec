package io.acequia.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Reads a stream of server-sent events (HTML Living Standard, section 9.2.6).
final class SseReader {
    private final BufferedReader lines;
    private String id = "";

    SseReader(InputStream stream) {
        lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    /// Waits for the next message, a comment included; empty at the end of the stream. A message
    /// that the end cuts off is none.
    Optional<SseMessage> next() throws IOException {
        var event = "";
        var data = "";
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty()) {
                return Optional.of(new SseMessage(id, event, data));
            }
            int colon = line.indexOf(':');
            var name = colon < 0 ? line : line.substring(0, colon);
            var value = colon < 0 ? "" : line.substring(colon + 1).replaceFirst("^ ", "");
            switch (name) {
                case "id" -> id = value;
                case "event" -> event = value;
                case "data" -> data = data.isEmpty() ? value : data + '\n' + value;
                default -> {
                    // A comment, or a field of a later version.
                }
            }
        }
        return Optional.empty();
    }
}
