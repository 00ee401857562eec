package io.acequia;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.coap.client.ClientEndpoint;
import io.acequia.coap.client.ClientRequest;
import io.acequia.coap.client.Result;
import io.acequia.coap.exchange.Peer;
import io.acequia.coap.exchange.Transmission;
import io.acequia.coap.message.Bytes;
import io.acequia.coap.message.Code;
import io.acequia.coap.message.ContentFormat;
import io.acequia.coap.message.OptionNumber;
import io.acequia.coap.udp.NioPort;
import io.acequia.coap.udp.UdpSettings;
import io.acequia.event.Value;
import io.acequia.store.EventReader;
import io.acequia.store.Filter;
import io.acequia.store.Page;
import io.acequia.store.Search;
import io.acequia.store.TimeRange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/// Devices that send events with numbers for values, and a ledger of what became of each.
final class EventLoad implements AutoCloseable {
    private static final long TURN_NANOS = 200_000;

    private final List<NioPort> ports = new ArrayList<>();
    private final List<ClientEndpoint> devices = new ArrayList<>();
    private int window;
    private boolean isHalfTimed;
    private int sent;

    final BitSet acked = new BitSet();
    final BitSet refused = new BitSet();
    final BitSet unknown = new BitSet();

    /// After how many seconds those that were refused may come back.
    final Set<Long> maxAges = new TreeSet<>();

    /// Opens a socket for each device.
    ///
    /// @param window requests that each device has open at a time
    EventLoad(InetSocketAddress server, int deviceCount, int window, RandomGenerator random)
            throws IOException {
        this.window = window;
        for (int i = 0; i < deviceCount; i++) {
            var port =
                    NioPort.bind(
                            new InetSocketAddress(InetAddress.ofLiteral(here(server)), 0),
                            UdpSettings.DEFAULTS);
            ports.add(port);
            devices.add(
                    new ClientEndpoint(
                            port,
                            Peer.of(server),
                            Transmission.MAX_TRANSMIT_WAIT,
                            System::nanoTime,
                            random));
        }
    }

    private static String here(InetSocketAddress server) {
        return server.getAddress().isLoopbackAddress() ? "127.0.0.1" : "0.0.0.0";
    }

    /// Lets every second event say its time, from now on.
    EventLoad halfTimed() {
        isHalfTimed = true;
        return this;
    }

    /// Lets each device have so many requests open at a time, from now on.
    EventLoad window(int requests) {
        window = requests;
        return this;
    }

    /// Returns how many events were sent.
    int sent() {
        return sent;
    }

    /// Keeps every device busy for a time.
    void sendFor(long nanos) throws IOException {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() - end < 0) {
            for (int device = 0; device < devices.size(); device++) {
                while (devices.get(device).open() < window) {
                    send(device);
                }
                devices.get(device).turn(TURN_NANOS);
            }
        }
    }

    private void send(int device) throws IOException {
        int number = sent++;
        boolean isTimed = isHalfTimed && number % 2 == 0;
        var time = isTimed ? ",\"timestamp\":" + System.currentTimeMillis() : "";
        var json =
                """
                {"sender":"device%d","payload":{"type":"count","value":%d}%s}\
                """
                        .formatted(device, number, time);
        var request = ClientRequest.post("/event", ContentFormat.JSON, Bytes.utf8(json));
        devices.get(device).send(request, result -> note(number, result));
    }

    private void note(int number, Result result) {
        switch (result) {
            case Result.Answer answer when answer.code() == Code.CREATED -> acked.set(number);
            case Result.Answer answer -> {
                refused.set(number);
                answer.options().stream()
                        .filter(option -> option.number() == OptionNumber.MAX_AGE)
                        .forEach(option -> maxAges.add(option.asNumber()));
            }
            case Result.Reset _, Result.NoAnswer _, Result.Unreachable _ -> unknown.set(number);
        }
    }

    /// Sends nothing new and waits for every request to be settled.
    void settle() throws IOException {
        while (devices.stream().anyMatch(device -> device.open() > 0)) {
            for (var device : devices) {
                device.turn(TURN_NANOS);
            }
        }
    }

    /// Checks that the store has each acked event once, no other twice, and none that was not sent.
    ///
    /// @param refusedCopies most copies of an event that was refused: 1 when a store may have it
    ///   without having said so
    void assertStored(EventReader store, int refusedCopies) throws IOException {
        var copies = copies(store);
        for (int number = 0; number < copies.length; number++) {
            var what = "event " + number;
            if (acked.get(number)) {
                assertEquals(1, copies[number], "acked " + what);
            } else if (refused.get(number)) {
                assertTrue(copies[number] <= refusedCopies, "refused " + what);
            } else {
                assertTrue(copies[number] <= 1, "unknown " + what);
            }
        }
    }

    private int[] copies(EventReader store) throws IOException {
        var copies = new int[sent];
        var page = store.search(new Search(Filter.ALL, TimeRange.ALL, 10_000));
        for (var next = page.next(); next != null; next = page.next()) {
            count(page, copies);
            page = store.search(new Search(Filter.ALL, TimeRange.ALL, 10_000, next));
        }
        count(page, copies);
        return copies;
    }

    private static void count(Page page, int[] copies) {
        for (var event : page.events()) {
            copies[(int) ((Value.Numeric) event.value()).value()]++;
        }
    }

    /// Returns how many events met which end.
    @Override
    public String toString() {
        return "%d sent, %d acked, %d refused, %d unknown"
                .formatted(sent, acked.cardinality(), refused.cardinality(), unknown.cardinality());
    }

    @Override
    public void close() throws IOException {
        for (var port : ports) {
            port.close();
        }
    }
}
