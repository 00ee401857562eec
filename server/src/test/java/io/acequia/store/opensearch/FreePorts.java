package io.acequia.store.opensearch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/// Ports for servers that stop and start again.
final class FreePorts {
    /// Linux takes the ports of outgoing connections from above these, so that nobody gets the port
    /// of a server that is down.
    private static final int FIRST = 20_000, LAST = 32_000;

    private FreePorts() {}

    /// Returns different TCP ports that nobody uses at the moment.
    static List<Integer> some(int count) {
        return ThreadLocalRandom.current()
                .ints(FIRST, LAST)
                .distinct()
                .filter(FreePorts::isFree)
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
}
