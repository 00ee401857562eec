package io.acequia.intake;

import io.acequia.coap.exchange.DatagramPort;
import io.acequia.coap.exchange.Endpoint;
import io.acequia.coap.exchange.EndpointSettings;
import io.acequia.coap.exchange.Transmission;
import io.acequia.coap.message.Code;
import io.acequia.coap.server.Router;
import io.acequia.coap.udp.NioPort;
import io.acequia.coap.udp.Ports;
import io.acequia.coap.udp.UdpSettings;
import io.acequia.device.FailingDevices;
import io.acequia.settings.CoapSettings;
import io.acequia.store.EventStore;
import io.acequia.store.Lane;
import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// The CoAP door: a socket and a thread for each configured address and worker.
public final class CoapIntake implements Closeable {
    private static final int OPEN_REQUESTS = 1 << 16;
    private static final Duration LONGEST_DRAIN = Duration.ofSeconds(8);

    /// One socket, its message layer and what they count.
    ///
    /// @param address it is bound to
    /// @param port the socket
    /// @param endpoint its message layer
    /// @param requests what was answered
    /// @param events what became of bodies
    public record Door(
            InetSocketAddress address,
            DatagramPort port,
            Endpoint endpoint,
            RequestObserver requests,
            EventResource events) {}

    private final EventStore store;
    private final CoapSettings settings;
    private final RequestLog log;
    private final FailingDevices failing;
    private final Consumer<IOException> onFailure;
    private final RetryAfter retryAfter = new RetryAfter();
    private final List<DatagramPort> ports = new ArrayList<>();
    private final List<Lane> lanes = new ArrayList<>();
    private final List<Door> doors = new ArrayList<>();
    private final List<TransportThread> threads = new ArrayList<>();
    private volatile boolean leaving; // written by leave, read by the transport threads
    private volatile boolean draining; // written by close, read by the transport threads

    private CoapIntake(
            CoapSettings settings,
            EventStore store,
            RequestLog log,
            FailingDevices failing,
            Consumer<IOException> onFailure) {
        this.settings = settings;
        this.store = store;
        this.log = log;
        this.failing = failing;
        this.onFailure = onFailure;
    }

    /// Opens every socket and answers requests.
    ///
    /// @param failing is told what goes wrong with whose requests
    /// @param onFailure called when a socket fails for good
    /// @throws BindException when an address cannot be had; its message names it
    public static CoapIntake start(
            CoapSettings settings,
            EventStore store,
            RequestLog log,
            FailingDevices failing,
            Consumer<IOException> onFailure)
            throws IOException {
        var intake = new CoapIntake(settings, store, log, failing, onFailure);
        try {
            for (var listen : settings.listen()) {
                int port = listen.port();
                for (var address : listen.addresses()) {
                    port = intake.open(new InetSocketAddress(address.getAddress(), port));
                }
            }
            intake.remember();
            intake.threads.forEach(TransportThread::start);
            return intake;
        } catch (IOException e) {
            intake.closePorts();
            throw e;
        }
    }

    // Returns the port, which the other addresses of the same name share when any free one will do.
    private int open(InetSocketAddress address) throws IOException {
        var bound = address;
        for (int worker = 0; worker < settings.workers(); worker++) {
            var port = bind(bound);
            bound = port.localAddress();
            ports.add(port);
            openDoor(bound, port);
        }
        return bound.getPort();
    }

    private DatagramPort bind(InetSocketAddress address) throws IOException {
        var udp =
                new UdpSettings(
                        Math.toIntExact(settings.receiveBuffer().bytes()),
                        settings.burst(),
                        settings.workers() > 1);
        try {
            return switch (settings.transport()) {
                case AUTO -> Ports.bind(address, udp);
                case NATIVE -> Ports.bindBatched(address, udp);
                case NIO -> NioPort.bind(address, udp);
            };
        } catch (BindException e) {
            var taken =
                    new BindException(
                            "cannot listen on UDP %s port %d, %s: choose another with --coap"
                                    .formatted(
                                            address.getAddress().getHostAddress(),
                                            address.getPort(),
                                            e.getMessage()));
            taken.initCause(e);
            throw taken;
        }
    }

    private void openDoor(InetSocketAddress address, DatagramPort port) {
        var lane = store.lane(port::wakeUp);
        lanes.add(lane);
        var limits =
                new IntakeLimits(
                        Math.toIntExact(settings.maxPayload().bytes()), settings.maxEvents());
        var events = new EventResource(store, lane, limits, () -> draining, retryAfter, failing);
        var router = routes(events, new HealthResource(store, () -> leaving, retryAfter));
        var requests = new RequestObserver(router::path, log, failing);
        var endpoint =
                new Endpoint(
                        port,
                        new RefusalWitness(router, failing),
                        requests,
                        new EndpointSettings(remembered(), OPEN_REQUESTS, store.exchangeSecret()),
                        InstantSource.system(),
                        System::nanoTime,
                        RandomGenerator.getDefault());
        doors.add(new Door(address, port, endpoint, requests, events));
        var name = "coap-" + doors.size();
        threads.add(new TransportThread(name, port, endpoint, lane, events, requests, onFailure));
    }

    private Router routes(EventResource events, HealthResource health) {
        return new Router(exchange -> retryAfter.unavailable(exchange, store.retryAfter()))
                .route(Code.POST, "/event", events)
                .route(Code.POST, "/events", events)
                .route(Code.GET, "/health", health);
    }

    private int remembered() {
        long sockets = (long) settings.workers() * settings.listen().size();
        return (int) Math.max(1, settings.rememberedMessages() / sockets);
    }

    // The kernel may send a peer to another socket than before the restart, so all remember all.
    private void remember() throws IOException {
        long now = TimeUnit.MILLISECONDS.toSeconds(System.currentTimeMillis());
        store.recentExchanges(
                Transmission.EXCHANGE_LIFETIME,
                (key, received) -> {
                    long age = now - TimeUnit.MICROSECONDS.toSeconds(received);
                    doors.forEach(door -> door.endpoint.remember(key, Code.CREATED, age));
                });
    }

    /// Returns the addresses that are listened at, with the ports they really have.
    public List<InetSocketAddress> addresses() {
        return doors.stream().map(Door::address).distinct().toList();
    }

    /// Returns the sockets.
    public List<Door> doors() {
        return List.copyOf(doors);
    }

    /// Says which thread hangs, empty when none does.
    ///
    /// @param longest more than a second, for which a thread may sleep, and the work of a burst
    public Optional<String> hang(Duration longest) {
        return threads.stream()
                .map(thread -> thread.hang(longest))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /// Answers `/health` with 5.03 from now on and everything else as before, so that balancers
    /// send elsewhere what is new.
    public void leave() {
        leaving = true;
    }

    /// Refuses new events, answers what is under way, and closes the sockets.
    @Override
    public void close() throws IOException {
        leave();
        draining = true;
        threads.forEach(thread -> thread.finish(LONGEST_DRAIN));
        try {
            for (var thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lanes.forEach(Lane::close);
        closePorts();
    }

    private void closePorts() throws IOException {
        for (var port : ports) {
            port.close();
        }
    }
}
