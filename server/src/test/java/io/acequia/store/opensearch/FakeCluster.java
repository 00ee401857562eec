package io.acequia.store.opensearch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/// A node that behaves as a real one cannot be asked to: refuses, breaks off, answers nonsense. It
/// keeps the ids it was told to create, and answers 409 for those it has.
final class FakeCluster implements AutoCloseable {
    private static final Pattern ID = Pattern.compile("\"_id\":\"([^\"]+)\"");

    private final HttpServer server;
    private final Set<String> stored = new HashSet<>();
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final List<Integer> bulks = new CopyOnWriteArrayList<>();
    private final AtomicInteger searches = new AtomicInteger();
    private volatile boolean isGone;
    private volatile boolean isForgetful;

    /// What happens to one `_bulk` or `_search`.
    @FunctionalInterface
    interface Fault {
        /// Answers in place of the node, or returns false to let it answer.
        boolean happens(HttpExchange exchange, List<String> ids) throws IOException;
    }

    FakeCluster() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// Lets the next `_bulk` or `_search` meet a fault; several faults meet one each, in their
    /// order.
    void next(Fault fault) {
        faults.add(fault);
    }

    /// Whether connections are cut without an answer.
    void gone(boolean isNowGone) {
        isGone = isNowGone;
    }

    /// Lets the next `_mget` be answered with nothing.
    void forgetful() {
        isForgetful = true;
    }

    /// Answers with a status and a body.
    static Fault status(int status, String body) {
        return (exchange, _) -> {
            send(exchange, status, body);
            return true;
        };
    }

    /// Stores all and breaks the connection off before it says so.
    Fault storesAndHangsUp() {
        return (exchange, ids) -> {
            synchronized (stored) {
                stored.addAll(ids);
            }
            exchange.close();
            return true;
        };
    }

    /// Answers some events with a status and stores the others.
    Fault some(int status, String type, Pattern which) {
        return (exchange, ids) -> {
            send(exchange, 200, items(ids, status, type, which));
            return true;
        };
    }

    Set<String> stored() {
        synchronized (stored) {
            return Set.copyOf(stored);
        }
    }

    /// Returns how many times `_search` was asked for.
    int searches() {
        return searches.get();
    }

    /// Returns how many events each `_bulk` had.
    List<Integer> bulks() {
        return List.copyOf(bulks);
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (isGone) {
            exchange.close();
            return;
        }
        var path = exchange.getRequestURI().getPath();
        switch (path.substring(path.lastIndexOf('/'))) {
            case "/_bulk" -> bulk(exchange);
            case "/_search" -> search(exchange);
            case "/_mget" -> {
                var found = found(exchange.getRequestBody().readAllBytes());
                send(exchange, 200, isForgetful ? "{}" : found);
                isForgetful = false;
            }
            default -> send(exchange, 200, "{\"status\":\"green\"}");
        }
    }

    private String found(byte[] body) {
        var docs = new StringBuilder();
        for (var id : ids(body)) {
            docs.append(docs.isEmpty() ? "" : ",");
            docs.append("{\"found\":").append(stored().contains(id)).append("}");
        }
        return "{\"docs\":[" + docs + "]}";
    }

    private static List<String> ids(byte[] body) {
        var text = new String(body, StandardCharsets.UTF_8);
        return ID.matcher(text).results().map(match -> match.group(1)).toList();
    }

    private void bulk(HttpExchange exchange) throws IOException {
        byte[] body = new GZIPInputStream(exchange.getRequestBody()).readAllBytes();
        var ids = ids(body);
        bulks.add(ids.size());
        var fault = faults.poll();
        if (fault == null || !fault.happens(exchange, ids)) {
            send(exchange, 200, items(ids, 0, "", Pattern.compile("(?!)")));
        }
    }

    private void search(HttpExchange exchange) throws IOException {
        searches.incrementAndGet();
        var fault = faults.poll();
        if (fault == null || !fault.happens(exchange, List.of())) {
            send(exchange, 200, "{}");
        }
    }

    private String items(List<String> ids, int status, String type, Pattern which) {
        var items = new StringBuilder("{\"errors\":true,\"items\":[");
        synchronized (stored) {
            for (var id : ids) {
                items.append(items.charAt(items.length() - 1) == '[' ? "" : ",");
                boolean fails = which.matcher(id).find();
                int code = fails ? status : stored.add(id) ? 201 : 409;
                items.append("{\"create\":{\"status\":").append(code);
                if (fails) {
                    items.append(",\"error\":{\"type\":\"" + type + "\",\"reason\":\"as asked\"}");
                }
                items.append("}}");
            }
        }
        return items.append("]}").toString();
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("content-type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
