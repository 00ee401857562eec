package io.acequia.console.page.browser;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A connection to a browser in the Chrome DevTools Protocol: commands with answers, and events.
final class DevTools implements WebSocket.Listener, AutoCloseable {
    private static final long ANSWER_SECONDS = 30;
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> open = new ConcurrentHashMap<>();
    private final StringBuilder message = new StringBuilder();
    private final WebSocket socket;

    /// Scripts that failed and what the content policy refused.
    final List<String> complaints = new CopyOnWriteArrayList<>();

    /// Completed by the next page that has loaded.
    volatile CompletableFuture<Void> loaded = new CompletableFuture<>();

    private volatile String session = "";

    DevTools(String url) {
        socket = client.newWebSocketBuilder().buildAsync(URI.create(url), this).join();
    }

    /// From now on commands go to this page.
    void attach(String sessionId) {
        session = sessionId;
    }

    /// Sends a command and waits for its result.
    JsonNode call(String method, Map<String, ?> parameters) throws IOException {
        int id = lastId.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        open.put(id, answer);
        var command =
                session.isEmpty()
                        ? Map.of("id", id, "method", method, "params", parameters)
                        : Map.of(
                                "id",
                                id,
                                "method",
                                method,
                                "params",
                                parameters,
                                "sessionId",
                                session);
        socket.sendText(JSON.writeValueAsString(command), true).join();
        var result = get(answer, method);
        if (result.has("error")) {
            throw new IOException(method + ": " + result.get("error"));
        }
        return result.get("result");
    }

    static <T> T get(CompletableFuture<T> future, String what) throws IOException {
        try {
            return future.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the browser did not do this: " + what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        message.append(data);
        if (last) {
            receive(JSON.readTree(message.toString()));
            message.setLength(0);
        }
        webSocket.request(1);
        return CompletableFuture.completedStage(null);
    }

    private void receive(JsonNode received) {
        if (received.has("id")) {
            var waiting = open.remove(received.get("id").asInt());
            if (waiting != null) {
                waiting.complete(received);
            }
            return;
        }
        var parameters = received.get("params");
        switch (received.get("method").asString()) {
            case "Page.loadEventFired" -> loaded.complete(null);
            case "Runtime.exceptionThrown" ->
                    complaints.add(parameters.get("exceptionDetails").toString());
            case "Log.entryAdded" -> note(parameters.get("entry"));
            default -> {}
        }
    }

    /// An answer of 4xx is logged as well, but is often what a test wants.
    private void note(JsonNode entry) {
        if (!entry.get("source").asString().equals("network")
                && entry.get("level").asString().equals("error")) {
            complaints.add(entry.toString());
        }
    }

    @Override
    public void close() {
        socket.abort();
        client.shutdownNow();
    }
}
