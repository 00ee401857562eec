package io.acequia.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A machine of its own as far as the network is concerned: a network namespace of Linux.
///
/// @param name begins with the number of the process that made it, so that another one may remove
///   what a process left that was killed
public record Namespace(String name) {
    private static final String PREFIX = "acequia-";
    private static final Path ALL = Path.of("/run/netns");

    static Namespace create(String role) throws IOException, InterruptedException {
        var namespace = new Namespace(PREFIX + ProcessHandle.current().pid() + "-" + role);
        run("ip netns add " + namespace.name);
        namespace.ip("link set lo up");
        return namespace;
    }

    /// Removes the namespaces of processes that have ended without removing them.
    static void removeAbandoned() throws IOException, InterruptedException {
        if (!Files.isDirectory(ALL)) {
            return;
        }
        try (var files = Files.list(ALL)) {
            for (var file : files.toList()) {
                var name = file.getFileName().toString();
                if (name.matches(PREFIX + "\\d+-.*") && !hasMaker(name)) {
                    new Namespace(name).delete();
                }
            }
        }
    }

    private static boolean hasMaker(String name) {
        var pid = name.substring(PREFIX.length(), name.indexOf('-', PREFIX.length()));
        return ProcessHandle.of(Long.parseLong(pid)).isPresent();
    }

    /// Returns a command as it runs in here.
    public List<String> command(List<String> command) {
        var inside = new ArrayList<>(List.of("ip", "netns", "exec", name));
        inside.addAll(command);
        return inside;
    }

    /// Lets the tool `ip` configure this namespace.
    void ip(String words) throws IOException, InterruptedException {
        run("ip -n " + name + " " + words);
    }

    /// Lets datagrams pass that are for others.
    void forward() throws IOException, InterruptedException {
        run("ip netns exec " + name + " sysctl -qw net.ipv4.ip_forward=1");
    }

    /// Loads rules of nftables, all at once or none.
    void rules(String text) throws IOException, InterruptedException {
        run("ip netns exec " + name + " nft -f -", text);
    }

    /// Runs a command on the machine itself to its end and returns what it says.
    ///
    /// @param command words without blanks
    static String run(String command) throws IOException, InterruptedException {
        return run(command, "");
    }

    private static String run(String command, String input)
            throws IOException, InterruptedException {
        var process = new ProcessBuilder(command.split(" ", -1)).redirectErrorStream(true).start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(UTF_8));
        }
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command + ": " + said + input);
        }
        return said;
    }

    /// Removes it with all its interfaces and rules.
    ///
    /// Only its name goes as long as processes run in it.
    void delete() throws IOException, InterruptedException {
        run("ip netns delete " + name);
    }
}
