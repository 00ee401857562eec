package io.acequia;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.acequia.network.Namespace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/// The program in a process of its own, as users start it.
public final class ServerProcess implements AutoCloseable {
    private static final long START_SECONDS = 60;

    private final Process process;
    private final Queue<String> output = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<String> ready = new CompletableFuture<>();

    private ServerProcess(Process process) {
        this.process = process;
        // No virtual thread: one that reads from a process keeps one of the few that run them all.
        Thread.ofPlatform().daemon().start(this::readOutput);
    }

    /// What a process printed and how it ended.
    public record Ended(int exitCode, String output) {}

    /// Starts a server and waits for its ready line.
    public static ServerProcess serve(Path data, int coapPort, String... more) throws IOException {
        var arguments = new ArrayList<String>();
        arguments.addAll(List.of("serve", "--data", data.toString()));
        arguments.addAll(List.of("--coap", "127.0.0.1:" + coapPort, "--http", "127.0.0.1:0"));
        arguments.addAll(List.of("--set", "store.own-figures=0s")); // tests count their own events
        arguments.addAll(List.of(more));
        var server = new ServerProcess(start(command(arguments)));
        server.awaitReady();
        return server;
    }

    /// Starts a server on another machine, as [Namespace#command] runs commands there, and waits
    /// for its ready line.
    static ServerProcess serve(Namespace machine, List<String> arguments) throws IOException {
        var all = new ArrayList<>(List.of("serve", "--set", "store.own-figures=0s"));
        all.addAll(arguments);
        var server = new ServerProcess(start(machine.command(command(all))));
        server.awaitReady();
        return server;
    }

    /// Starts a server that is expected not to start.
    static Ended refused(String data, String... more) throws IOException, InterruptedException {
        var arguments = new ArrayList<>(List.of("serve", "--data", data, "--http", "127.0.0.1:0"));
        arguments.addAll(more.length > 0 ? List.of(more) : List.of("--coap", "127.0.0.1:0"));
        return run(arguments);
    }

    /// Runs a command of the program to its end.
    public static Ended run(List<String> arguments) throws IOException, InterruptedException {
        return run("", arguments);
    }

    /// Runs a command of the program to its end; it reads the input.
    public static Ended run(String input, List<String> arguments)
            throws IOException, InterruptedException {
        var process = start(command(arguments));
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(UTF_8));
        }
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Ended(process.waitFor(), output);
    }

    private static List<String> command(List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of("-Xmx256m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.acequia.Acequia"));
        command.addAll(arguments);
        return command;
    }

    private static Process start(List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("ACEQUIA_"));
        return builder.start();
    }

    private void readOutput() {
        try (var reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                output.add(line);
                if (line.contains(" is ready:")) {
                    ready.complete(line);
                }
            }
        } catch (IOException e) {
            output.add(e.toString());
        }
        ready.completeExceptionally(new IOException("ended: " + output()));
    }

    private void awaitReady() throws IOException {
        try {
            ready.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            process.destroyForcibly();
            throw new IOException("not ready: " + output(), e);
        }
    }

    /// Returns a UDP port that nobody uses at the moment.
    public static int freePort() throws IOException {
        try (var socket =
                new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            return socket.getLocalPort();
        }
    }

    /// Returns the line that says the addresses.
    public String readyLine() {
        return ready.join();
    }

    /// Returns everything that the process printed.
    String output() {
        return String.join("\n", output);
    }

    Process process() {
        return process;
    }

    /// Ends the process as a power switch would end it (SIGKILL).
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// Asks the process to end (SIGTERM) and returns its exit code.
    int terminate() throws InterruptedException {
        process.toHandle().destroy(); // unlike destroy(), leaves the output readable
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
