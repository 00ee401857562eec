package io.acequia.coap.udp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Datagrams that the kernel dropped because a socket's receive buffer was full.
public final class KernelDrops {
    private static final List<Path> TABLES =
            List.of(Path.of("/proc/net/udp"), Path.of("/proc/net/udp6"));

    private KernelDrops() {}

    /// Returns how many were dropped since they were opened by all sockets that are bound to a
    /// local port, 0 where the system does not tell.
    public static long of(int port) throws IOException {
        long drops = 0;
        for (var table : TABLES) {
            try (var lines = Files.lines(table)) {
                drops += lines.skip(1).mapToLong(line -> drops(line, port)).sum();
            } catch (NoSuchFileException e) {
                // not Linux, or no IPv6
            }
        }
        return drops;
    }

    /// Reads one line: the local address and port in hexadecimal are its second word, the drops its
    /// last.
    static long drops(String line, int port) {
        var words = line.strip().split("\\s+", -1);
        var suffix = String.format(Locale.ROOT, ":%04X", port);
        return words.length > 2 && words[1].endsWith(suffix)
                ? Long.parseLong(words[words.length - 1])
                : 0;
    }
}
