package io.acequia.store.opensearch;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// One node of a search engine, that is stopped and started again with the same files and address.
///
/// Its process ends when its standard input ends, thus with this one, however this one ends.
final class EngineNode {
    private static final long STOP_SECONDS = 30;
    private static final int LAST_LINES = 40;

    private final ProcessBuilder command;
    private final URI uri;
    private final Path output;
    private Process process;

    /// Starts a node.
    ///
    /// @param uri where it is going to answer
    /// @param output the file for what it prints, of all its starts
    EngineNode(ProcessBuilder command, URI uri, Path output) throws IOException {
        this.uri = uri;
        this.output = output;
        this.command =
                command.redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        this.process = command.start();
    }

    URI uri() {
        return uri;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// Returns the last of what it printed.
    String output() throws IOException {
        var lines = Files.readAllLines(output);
        return String.join(
                "\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    /// Starts it again after it was killed or stopped.
    void start() throws IOException {
        if (process.isAlive()) {
            throw new IllegalStateException(uri + " runs");
        }
        process = command.start();
    }

    /// Ends it as a power switch would (SIGKILL).
    void kill() {
        var launched = process.descendants().toList();
        launched.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
        launched.forEach(each -> each.onExit().join());
    }

    /// Lets it end by itself, for at most half a minute.
    void stop() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            kill();
        }
    }
}
