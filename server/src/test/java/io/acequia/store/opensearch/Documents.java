package io.acequia.store.opensearch;

import io.acequia.event.Event;
import io.acequia.event.Value;
import io.acequia.store.opensearch.Nodes.Ask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Puts events into a cluster as decision 0011 says they look, one request after another.
final class Documents {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final Nodes nodes;
    private final IndexNames names;

    /// Counts events in the order of their arrival.
    private final AtomicLong arrivals = new AtomicLong(1L << 50);

    Documents(Nodes nodes, IndexNames names) {
        this.nodes = nodes;
        this.names = names;
    }

    /// Stores events that are visible afterwards.
    void put(List<Event> events) throws IOException, InterruptedException {
        var lines = new StringBuilder();
        for (var event : events) {
            var action = JsonNodeFactory.instance.objectNode();
            action.putObject("create")
                    .put("_index", names.of(event.namespace(), event.timestamp()));
            lines.append(action).append('\n').append(document(event)).append('\n');
        }
        var ask = Ask.post("/_bulk?refresh=true", lines.toString());
        var reply = nodes.demand(ask, TIMEOUT).json();
        if (reply.path("errors").asBoolean(true)) {
            throw new IOException(reply.toString());
        }
    }

    private ObjectNode document(Event event) {
        var document =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("namespace", event.namespace())
                        .put("sender", event.sender())
                        .put("origin", event.origin())
                        .put("timestamp", MICROS.format(event.timestamp()))
                        .put("received", event.received().toString())
                        .put("time_source", event.timeSource().label())
                        .put("series", series(event))
                        .put("arrival", arrivals.incrementAndGet());
        var payload = document.putObject("payload").put("type", event.type());
        if (event.unit() != null) {
            payload.put("unit", event.unit());
        }
        switch (event.value()) {
            case Value.Numeric(double value) -> payload.put("value", value);
            case Value.Truth(boolean value) -> payload.put("bool", value);
            case Value.Text(var text) -> {
                payload.put("string", text);
                if (text.length() > 8_191) {
                    document.put("unindexed", "payload.string");
                }
            }
            case Value.Data(var hex) -> {
                payload.put("data", hex);
                if (hex.length() > 32_766) {
                    document.put("unindexed", "payload.data");
                }
            }
        }
        return document;
    }

    private static String series(Event event) {
        var name =
                String.join(
                        "\0",
                        event.namespace(),
                        event.sender(),
                        event.origin(),
                        event.type(),
                        String.valueOf(event.unit()));
        try {
            var hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(name.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Deletes the indices that ended before.
    void deleteBefore(Instant before) throws IOException, InterruptedException {
        var indices = nodes.demand(Ask.get("/" + names.pattern() + "/_settings"), TIMEOUT).json();
        for (var index : indices.propertyNames()) {
            if (names.end(index).filter(end -> !end.isAfter(before)).isPresent()) {
                nodes.demand(Ask.delete("/" + index), TIMEOUT);
            }
        }
    }
}
