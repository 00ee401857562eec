package io.acequia.store.opensearch;

import java.io.IOException;
import java.net.InetAddress;
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
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A real search engine of one or several nodes on loopback, each in a process of its own.
public final class SearchEngine implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final HttpClient client = HttpClient.newHttpClient();
    private final String authorization;
    private final List<EngineNode> nodes = new ArrayList<>();

    private SearchEngine(String authorization) {
        this.authorization = authorization;
    }

    /// Starts OpenSearch and waits until all its nodes have found each other.
    ///
    /// @param directory where its files go
    /// @param nodes 1 or more; each takes about 350 MB
    /// @param options more settings for each node, as `key=value`, and flags for its JVM
    public static SearchEngine openSearch(Path directory, int nodes, String... options)
            throws IOException, InterruptedException {
        return start(new OpenSearch(nodes == 1), directory, nodes, options);
    }

    /// Starts Elasticsearch with one node that everybody may use. For tests with the tag
    /// `elasticsearch`.
    ///
    /// @param directory where its files go
    /// @param options more settings, as `key=value`, and flags for its JVM
    public static SearchEngine elasticsearch(Path directory, String... options)
            throws IOException, InterruptedException {
        return start(new Elasticsearch(""), directory, 1, options);
    }

    /// Starts Elasticsearch with one node for the user `elastic` only. For tests with the tag
    /// `elasticsearch`.
    public static SearchEngine elasticsearchWithPassword(Path directory, String password)
            throws IOException, InterruptedException {
        return start(new Elasticsearch(password), directory, 1);
    }

    private static SearchEngine start(Product product, Path directory, int count, String... options)
            throws IOException, InterruptedException {
        long from = System.nanoTime();
        var engine = new SearchEngine(product.authorization());
        try {
            engine.startNodes(product, directory, count, List.of(options));
            for (int node = 0; node < count; node++) {
                engine.awaitAnswer(node);
            }
            engine.awaitHealth("green", count);
        } catch (IOException | InterruptedException | RuntimeException e) {
            engine.close();
            throw e;
        }
        var took = Duration.ofNanos(System.nanoTime() - from);
        System.out.println(product + ", " + count + " nodes: ready in " + took);
        return engine;
    }

    private void startNodes(Product product, Path directory, int count, List<String> options)
            throws IOException, InterruptedException {
        var ports = FreePorts.some(2 * count);
        var transportPorts = ports.subList(count, 2 * count);
        for (int node = 0; node < count; node++) {
            var settings = new ArrayList<>(discovery(transportPorts));
            settings.add("node.name=" + name(node));
            settings.add("http.port=" + ports.get(node));
            settings.add("transport.port=" + transportPorts.get(node));
            settings.add("cluster.routing.allocation.disk.threshold_enabled=false");
            settings.addAll(options);
            var home = Files.createDirectories(directory.resolve(name(node)).toAbsolutePath());
            var uri = URI.create("http://127.0.0.1:" + ports.get(node));
            var command = product.command(home, settings);
            nodes.add(new EngineNode(command, uri, home.resolve("output")));
        }
    }

    private static String name(int node) {
        return "node" + node;
    }

    private static List<String> discovery(List<Integer> transportPorts) {
        if (transportPorts.size() == 1) {
            return List.of("discovery.type=single-node");
        }
        var names =
                IntStream.range(0, transportPorts.size())
                        .mapToObj(SearchEngine::name)
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

    /// Returns the addresses of all nodes for machines that do not share this one's loopback.
    ///
    /// @param host an address of this machine at which the engine listens as well, as its option
    ///   `http.bind_host=127.0.0.1,ADDRESS` says
    public List<URI> urisAt(InetAddress host) {
        return nodes.stream()
                .map(node -> "http://" + host.getHostAddress() + ":" + node.uri().getPort())
                .map(URI::create)
                .toList();
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
                        .method(method, content);
        if (!authorization.isEmpty()) {
            request.header("authorization", authorization);
        }
        return client.send(request.build(), BodyHandlers.ofString());
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
