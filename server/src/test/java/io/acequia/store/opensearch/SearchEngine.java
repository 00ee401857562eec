package io.acequia.store.opensearch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A real search engine of one or several nodes on loopback, each in a process of its own.
///
/// OpenSearch comes from the module `engines`, whose jars its build puts where this looks for them.
public final class SearchEngine implements AutoCloseable {
    private static final Path OPENSEARCH = Path.of("..", "engines", "target", "opensearch");
    private static final Path NODE = Path.of("..", "engines", "src", "OpenSearchNode.java");
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(50);

    /// Linux takes the ports of outgoing connections from above these, so that nobody gets the port
    /// of a node that is down.
    private static final int FIRST_PORT = 20_000, LAST_PORT = 32_000;

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<EngineNode> nodes;

    private SearchEngine(List<EngineNode> nodes) {
        this.nodes = nodes;
    }

    /// Starts OpenSearch and waits until all its nodes have found each other.
    ///
    /// @param directory where its files go
    /// @param nodes 1 or more; each takes about 350 MB
    /// @param settings more of them for each node, as `key=value`
    public static SearchEngine openSearch(Path directory, int nodes, String... settings)
            throws IOException, InterruptedException {
        if (!Files.isDirectory(OPENSEARCH)) {
            throw new IOException(OPENSEARCH + " is missing; run: mvn -pl engines initialize");
        }
        var ports = freePorts(2 * nodes);
        var all = new ArrayList<>(List.of(settings));
        all.add("cluster.routing.allocation.disk.threshold_enabled=false");
        if (nodes == 1) {
            all.add("discovery.type=single-node");
        } else {
            all.addAll(discovery(ports.subList(nodes, 2 * nodes)));
        }
        var started = new ArrayList<EngineNode>();
        for (int node = 0; node < nodes; node++) {
            var own = new ArrayList<>(all);
            own.add("node.name=node" + node);
            own.add("http.port=" + ports.get(node));
            own.add("transport.port=" + ports.get(nodes + node));
            var home = Files.createDirectories(directory.resolve("node" + node));
            var uri = URI.create("http://127.0.0.1:" + ports.get(node));
            started.add(new EngineNode(command(home, own), Map.of(), uri, home.resolve("output")));
        }
        return new SearchEngine(started).awaitStart();
    }

    private static List<String> discovery(List<Integer> transportPorts) {
        var names =
                IntStream.range(0, transportPorts.size())
                        .mapToObj(node -> "node" + node)
                        .collect(Collectors.joining(","));
        var seeds =
                transportPorts.stream()
                        .map(port -> "127.0.0.1:" + port)
                        .collect(Collectors.joining(","));
        return List.of(
                "discovery.type=zen",
                "cluster.initial_cluster_manager_nodes=" + names,
                "discovery.seed_hosts=" + seeds);
    }

    private static List<String> command(Path home, List<String> settings) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // The plain compiler and collector halve the time of a start.
        command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(List.of("-cp", OPENSEARCH + "/*", NODE.toString(), home.toString()));
        command.addAll(settings);
        return command;
    }

    private static List<Integer> freePorts(int count) {
        return ThreadLocalRandom.current()
                .ints(FIRST_PORT, LAST_PORT)
                .distinct()
                .filter(SearchEngine::isFree)
                .limit(count)
                .boxed()
                .toList();
    }

    private static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private SearchEngine awaitStart() throws IOException, InterruptedException {
        try {
            for (int node = 0; node < nodes.size(); node++) {
                awaitAnswer(node);
            }
            awaitHealth("green", nodes.size());
            return this;
        } catch (IOException | InterruptedException | RuntimeException e) {
            nodes.forEach(EngineNode::kill);
            throw e;
        }
    }

    private void awaitAnswer(int node) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (true) {
            try {
                send(node, "GET", "/_cluster/health", "");
                return;
            } catch (IOException e) {
                if (!nodes.get(node).isAlive() || System.nanoTime() > deadline) {
                    throw new IOException("does not answer: " + nodes.get(node).output(), e);
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    /// Returns the addresses of all nodes, those too that do not run.
    public List<URI> uris() {
        return nodes.stream().map(EngineNode::uri).toList();
    }

    /// Waits up to a minute for a cluster of this many nodes that is at least this healthy.
    ///
    /// @param status `green`, `yellow` or `red`
    public void awaitHealth(String status, int count) throws IOException, InterruptedException {
        var question =
                "/_cluster/health?timeout=60s&wait_for_status=" + status + "&wait_for_nodes=";
        var answer = send("GET", question + count, "");
        if (answer.statusCode() != 200) {
            throw new IOException("not " + status + " with " + count + ": " + answer.body());
        }
    }

    /// Sends a request to the first node that runs.
    ///
    /// @param body JSON, or several lines of it; empty for none
    public HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        for (int node = 0; node < nodes.size(); node++) {
            if (nodes.get(node).isAlive()) {
                return send(node, method, path, body);
            }
        }
        throw new IOException("no node runs");
    }

    /// Sends a request to a node, counted from 0.
    public HttpResponse<String> send(int node, String method, String path, String body)
            throws IOException, InterruptedException {
        var content = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        var request =
                HttpRequest.newBuilder(nodes.get(node).uri().resolve(path))
                        .timeout(START)
                        .header("content-type", "application/json")
                        .method(method, content)
                        .build();
        return client.send(request, BodyHandlers.ofString());
    }

    /// Ends a node as a power switch would (SIGKILL).
    public void kill(int node) {
        nodes.get(node).kill();
    }

    /// Lets a node end by itself.
    public void stop(int node) throws IOException, InterruptedException {
        nodes.get(node).stop();
    }

    /// Starts a node that was killed or stopped, with its files and address, until it answers.
    public void start(int node) throws IOException, InterruptedException {
        nodes.get(node).start();
        awaitAnswer(node);
    }

    /// Ends all nodes. The files remain.
    @Override
    public void close() {
        nodes.forEach(EngineNode::kill);
        client.close();
    }
}
