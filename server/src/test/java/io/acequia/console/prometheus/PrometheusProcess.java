package io.acequia.console.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A real Prometheus in a process of its own that scrapes nothing and holds what it is given.
///
/// It needs Debian's `prometheus`, which `./check` installs.
final class PrometheusProcess implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("\"Listening on\" address=(\\S+)");

    private final Process process;
    private final BufferedReader output;
    private final URI base;

    private PrometheusProcess(Process process) throws IOException {
        this.process = process;
        this.output = process.inputReader(UTF_8);
        this.base = URI.create("http://" + awaitAddress() + "/api/v1/");
        // It waits for nobody to read on, so somebody has to; no virtual thread, as one that reads
        // from a process keeps one of the few threads that run them all.
        Thread.ofPlatform().daemon().start(this::readOn);
    }

    /// Makes the files of Prometheus from samples.
    ///
    /// @param directory where they are put; it must be empty
    /// @param openMetrics the samples in the text format OpenMetrics 1.0
    static void load(Path directory, String openMetrics) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        var text = Files.writeString(directory.resolve("samples.txt"), openMetrics);
        Files.writeString(directory.resolve("prometheus.yml"), "global: {}\n");
        var loader =
                started(
                        "promtool",
                        "tsdb",
                        "create-blocks-from",
                        "openmetrics",
                        text.toString(),
                        directory.resolve("data").toString());
        var said = new String(loader.getInputStream().readAllBytes(), UTF_8);
        if (loader.waitFor() != 0) {
            throw new IOException("promtool: " + said);
        }
    }

    /// Starts one on the files of a directory and waits until it answers.
    static PrometheusProcess start(Path directory, String... flags) throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                "prometheus",
                                "--config.file=" + directory.resolve("prometheus.yml"),
                                "--storage.tsdb.path=" + directory.resolve("data"),
                                "--storage.tsdb.retention.time=100y",
                                "--web.listen-address=127.0.0.1:0"));
        command.addAll(List.of(flags));
        var process = started(command.toArray(String[]::new));
        try {
            return new PrometheusProcess(process);
        } catch (IOException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static Process started(String... command) throws IOException {
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private String awaitAddress() throws IOException {
        var said = new StringBuilder();
        var address = "";
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            var listening = LISTENING.matcher(line);
            if (listening.find()) {
                address = listening.group(1);
            }
            if (line.contains("Server is ready") && !address.isEmpty()) {
                return address;
            }
        }
        throw new IOException("prometheus ended: " + said);
    }

    private void readOn() {
        try {
            output.transferTo(Writer.nullWriter());
        } catch (IOException ended) {
            return; // with the process
        }
    }

    /// Returns what the paths of its API begin with.
    URI base() {
        return base;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
