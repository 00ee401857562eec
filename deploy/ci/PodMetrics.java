import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// Tells a cluster that has no metrics server how busy our pods are, so that the autoscaler can be
/// tried there. Reads what each pod says of itself (`process_cpu_seconds_total`) by way of the API
/// server. For `cluster-test` alone: anybody may ask, and the certificate is of the moment.
///
/// Arguments: the namespace, and the address of this machine as the API server sees it. Prints what
/// is to be applied, then `# ready`, and serves until it is ended.
class PodMetrics {
    private static final Pattern CPU =
            Pattern.compile("^process_cpu_seconds_total ([0-9.E+-]+)", Pattern.MULTILINE);
    private static final String PATH = "/apis/metrics.k8s.io/v1beta1";

    private final String namespace;
    private final Map<String, Sample> samples = new HashMap<>(); // guarded by this

    PodMetrics(String namespace) {
        this.namespace = namespace;
    }

    /// What a pod had used when it was asked.
    private record Sample(double cpuSeconds, long nanos, double cores) {}

    public static void main(String[] arguments) throws Exception {
        var metrics = new PodMetrics(arguments[0]);
        var address = InetAddress.getByName(arguments[1]);
        var server = HttpsServer.create(new InetSocketAddress(address, 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context()));
        server.createContext("/", metrics::answer);
        server.start();
        System.out.println(
                metrics.manifests(address.getHostAddress(), server.getAddress().getPort()));
        System.out.println("# ready");
    }

    private static SSLContext context() throws Exception {
        var directory = Files.createTempDirectory("pod-metrics");
        var file = directory.resolve("keys");
        var password = "password"; // of a key that lives as long as this process
        run(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=pod-metrics",
                "-keystore",
                file.toString(),
                "-storepass",
                password);
        var keys = KeyStore.getInstance(file.toFile(), password.toCharArray());
        Files.delete(file);
        Files.delete(directory);
        var managers = KeyManagerFactory.getInstance("PKIX");
        managers.init(keys, password.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private String manifests(String address, int port) {
        return """
        apiVersion: v1
        kind: Service
        metadata: {name: pod-metrics, namespace: %1$s, labels: {acequia.io/test: "true"}}
        spec: {ports: [{port: 443, targetPort: %3$d}]}
        ---
        apiVersion: v1
        kind: Endpoints
        metadata: {name: pod-metrics, namespace: %1$s, labels: {acequia.io/test: "true"}}
        subsets: [{addresses: [{ip: %2$s}], ports: [{port: %3$d}]}]
        ---
        apiVersion: apiregistration.k8s.io/v1
        kind: APIService
        metadata: {name: v1beta1.metrics.k8s.io, labels: {acequia.io/test: "true"}}
        spec:
          group: metrics.k8s.io
          version: v1beta1
          groupPriorityMinimum: 100
          versionPriority: 100
          insecureSkipTLSVerify: true
          service: {name: pod-metrics, namespace: %1$s}
        """
                .formatted(namespace, address, port);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var json =
                    path.equals(PATH)
                            ? """
                            {"kind":"APIResourceList","apiVersion":"v1","groupVersion":"metrics.k8s.io/v1beta1",
                            "resources":[{"name":"pods","singularName":"","namespaced":true,"kind":"PodMetrics",
                            "verbs":["get","list"]}]}"""
                            : path.equals(PATH + "/namespaces/" + namespace + "/pods")
                                    ? pods(selector(exchange.getRequestURI().getRawQuery()))
                                    : "";
            var body = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(body.length == 0 ? 404 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String selector(String query) {
        for (var parameter : query == null ? new String[0] : query.split("&")) {
            if (parameter.startsWith("labelSelector=")) {
                return URLDecoder.decode(parameter.substring(14), StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    private synchronized String pods(String selector) throws IOException {
        var found = new ArrayList<String>();
        var names =
                run(
                        "kubectl",
                        "get",
                        "pods",
                        "--namespace=" + namespace,
                        "--selector=" + selector,
                        "--output=jsonpath={range .items[?(@.status.phase==\"Running\")]}"
                                + "{.metadata.name} {.spec.containers[0].name}{\"\\n\"}{end}");
        for (var line : names.lines().toList()) {
            var pod = line.substring(0, line.indexOf(' '));
            var sample = sample(pod);
            if (sample != null) {
                found.add(
                        """
                        {"metadata":{"name":"%s","namespace":"%s"},"timestamp":"%s","window":"15s",
                        "containers":[{"name":"%s","usage":{"cpu":"%dn","memory":"0"}}]}"""
                                .formatted(
                                        pod,
                                        namespace,
                                        Instant.now(),
                                        line.substring(line.indexOf(' ') + 1),
                                        Math.round(sample.cores * 1e9)));
            }
        }
        return """
        {"kind":"PodMetricsList","apiVersion":"metrics.k8s.io/v1beta1","metadata":{},"items":[%s]}"""
                .formatted(String.join(",", found));
    }

    /// Returns how busy a pod was since it was last asked, null when it was not or does not answer.
    private Sample sample(String pod) {
        try {
            var path = "/api/v1/namespaces/%s/pods/%s:8080/proxy/metrics".formatted(namespace, pod);
            var cpu = CPU.matcher(run("kubectl", "get", "--raw", path));
            if (!cpu.find()) {
                return null;
            }
            double seconds = Double.parseDouble(cpu.group(1));
            long now = System.nanoTime();
            var before = samples.get(pod);
            if (before != null && now - before.nanos < TimeUnit.SECONDS.toNanos(2)) {
                return before;
            }
            double cores = before == null ? 0 : (seconds - before.cpuSeconds) / ((now - before.nanos) / 1e9);
            var sample = new Sample(seconds, now, Math.max(0, cores));
            samples.put(pod, sample);
            return before == null ? null : sample;
        } catch (IOException e) {
            System.err.println(pod + ": " + e.getMessage());
            return null;
        }
    }

    private static String run(String... command) throws IOException {
        var process =
                new ProcessBuilder(List.of(command))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(command[0] + " failed: " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return output;
    }
}
