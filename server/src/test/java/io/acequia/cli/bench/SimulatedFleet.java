package io.acequia.cli.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.PriorityQueue;

/// A network and a clock that exist in the mind of one thread: time goes on only while the run
/// waits, and a script says what the server does with a datagram.
final class SimulatedFleet implements Fleet {
    static final long MILLISECOND = 1_000_000;
    static final long SECOND = 1_000_000_000;

    /// A datagram of a device and when it was sent.
    record Sent(long at, int device, String hex) {
        int mid() {
            return Integer.parseInt(hex.substring(4, 8), 16);
        }

        String token() {
            return hex.substring(8, 16);
        }

        /// What follows the marker, which is the first byte of all ones.
        String payload() {
            var bytes = HexFormat.of().parseHex(hex.substring(hex.indexOf("ff7b", 16) + 2));
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /// What the server does with a datagram.
    interface Server {
        void on(Sent datagram, SimulatedFleet network);
    }

    private record Arrival(long at, int device, String hex) {}

    final List<Sent> sent = new ArrayList<>();
    final List<Integer> renewed = new ArrayList<>();
    private final PriorityQueue<Arrival> arrivals =
            new PriorityQueue<>((a, b) -> Long.compare(a.at, b.at));
    private final Server server;
    private long now = 5 * SECOND;

    SimulatedFleet(Server server) {
        this.server = server;
    }

    /// A server that answers everything with a code after a time.
    static SimulatedFleet answering(int code, long after) {
        return new SimulatedFleet((request, network) -> network.answer(request, code, after));
    }

    long now() {
        return now;
    }

    /// Sends the piggybacked answer to a request.
    void answer(Sent request, int code, long after) {
        deliver(
                request.device,
                "64%02x%04x%s".formatted(code, request.mid(), request.token()),
                after);
    }

    /// Sends any bytes to a device.
    void deliver(int device, String hex, long after) {
        arrivals.add(new Arrival(now + after, device, hex));
    }

    @Override
    public void send(int device, ByteBuffer datagram, Receiver receiver) {
        var bytes = new byte[datagram.remaining()];
        datagram.get(bytes);
        var request = new Sent(now, device, HexFormat.of().formatHex(bytes));
        sent.add(request);
        server.on(request, this);
    }

    @Override
    public void receive(long nanos, Receiver receiver) {
        var next = arrivals.peek();
        if (next == null || next.at > now + nanos) {
            now += Math.max(nanos, 1);
            return;
        }
        now = Math.max(now, next.at);
        arrivals.remove();
        receiver.datagram(next.device, ByteBuffer.wrap(HexFormat.of().parseHex(next.hex)));
    }

    @Override
    public void renew(int device) {
        renewed.add(device);
    }

    @Override
    public void close() {}
}
