package io.acequia.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A product on this machine that answers as it is told to, and keeps what it was asked.
final class BoardServer implements AutoCloseable {
    /// What was asked.
    ///
    /// @param line method, a blank, path and query
    /// @param headers by name in small letters; the last value of each
    record Asked(String line, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    private record Answer(int status, String type, String body) {}

    private final HttpServer server;
    private final Map<String, Answer> answers = Collections.synchronizedMap(new HashMap<>());
    private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());

    BoardServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    /// Answers JSON.
    ///
    /// @param line as in `GET /path`
    BoardServer answer(String line, int status, String json) {
        return answer(line, status, "application/json; charset=utf-8", json);
    }

    BoardServer answer(String line, int status, String type, String body) {
        answers.put(line, new Answer(status, type, body));
        return this;
    }

    private void handle(HttpExchange exchange) throws IOException {
        var line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        var headers = new HashMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) ->
                        headers.put(name.toLowerCase(java.util.Locale.ROOT), values.getLast()));
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(new Asked(line, headers, body));
        var answer =
                Optional.ofNullable(answers.get(line))
                        .orElse(new Answer(404, "text/html", "<h1>Not Found</h1>"));
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        if (answer.status() == 302) {
            exchange.getResponseHeaders().set("Location", "/login?next=%2F");
        }
        var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
