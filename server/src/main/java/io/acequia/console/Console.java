package io.acequia.console;

import io.acequia.metrics.Metrics;
import io.helidon.common.tls.Tls;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The HTTP server: answers questions about the store, shows metrics and health.
public final class Console implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 1_024;
    private static final int MOST_REQUESTS = 256;
    private static final int LONGEST_REQUEST_LINE = 16 * 1024;
    private static final long LARGEST_BODY = 64 * 1024;

    private static final Tls NO_TLS = Tls.builder().enabled(false).build();

    /// Says at the start which of its features it has; what goes wrong it may say. Held here
    /// because loggers are forgotten with their level when nobody holds them.
    private static final Logger HELIDON = Logger.getLogger("io.helidon");

    private final WebServer server;
    private final EventStreams streams;
    private final String host;
    private final Optional<Thread> renewal;

    private Console(WebServer server, EventStreams streams, String host, Optional<Thread> renewal) {
        this.server = server;
        this.streams = streams;
        this.host = host;
        this.renewal = renewal;
    }

    /// Starts to listen.
    ///
    /// @throws IOException when the address is not of this machine, the port is taken, or TLS is
    ///   not possible with the files of the certificate
    public static Console start(HttpListen listen, Subjects subjects, InstantSource clock)
            throws IOException {
        return start(listen, subjects, clock, EventStreams.Timing.DEFAULTS);
    }

    /// Starts to listen and says no more than whether the server lives, whether it is ready, and
    /// its metrics.
    ///
    /// @throws IOException as [#start]
    public static Console startProbes(
            HttpListen listen, Metrics metrics, Readiness readiness, InstantSource clock)
            throws IOException {
        var routing = HttpRouting.builder().addFilter(new Gate(listen));
        new ProbeRoutes(metrics, new RecentReadiness(readiness, clock)).addTo(routing);
        ProbeRoutes.refuseOthers(routing);
        return listen(listen, routing, new EventStreams(EventStreams.Timing.DEFAULTS), clock);
    }

    static Console start(
            HttpListen listen, Subjects subjects, InstantSource clock, EventStreams.Timing timing)
            throws IOException {
        var streams = new EventStreams(timing);
        var routing =
                HttpRouting.builder()
                        .addFilter(new Gate(listen))
                        .addFilter(new Door(subjects.doorkeeper()))
                        .addFilter(new DepartureWatch());
        new Routes(subjects, listen.certificate() != null, streams, clock).addTo(routing);
        return listen(listen, routing, streams, clock);
    }

    private static Console listen(
            HttpListen listen,
            HttpRouting.Builder routing,
            EventStreams streams,
            InstantSource clock)
            throws IOException {
        HELIDON.setLevel(Level.WARNING);
        var address = InetAddress.getByName(listen.host());
        tryToListen(new InetSocketAddress(address, listen.port()));
        var certificate = Optional.ofNullable(listen.certificate());
        var written = certificate.isEmpty() ? List.<FileTime>of() : certificate.get().written();
        var tls = certificate.isEmpty() ? NO_TLS : certificate.get().read(clock.instant());
        var server = server(address, listen.port(), tls, routing).start();
        if (!server.isRunning()) {
            streams.close();
            throw new IOException("cannot listen on " + listen.host() + ":" + listen.port());
        }
        var renewal =
                certificate.map(
                        files -> new CertificateRenewal(files, written, server, clock).start());
        return new Console(server, streams, listen.host(), renewal);
    }

    /// The server only logs that it cannot listen, and does not say why; so try it first.
    private static void tryToListen(InetSocketAddress address) throws IOException {
        try (var socket = new ServerSocket()) {
            socket.bind(address);
        }
    }

    private static WebServer server(
            InetAddress address, int port, Tls tls, HttpRouting.Builder routing) {
        var http1 = Http1Config.builder().maxPrologueLength(LONGEST_REQUEST_LINE).build();
        return WebServer.builder()
                .address(address)
                .port(port)
                .shutdownHook(false)
                // Looking for extensions on the class path costs time at the start.
                .featuresDiscoverServices(false)
                .protocolsDiscoverServices(false)
                .addConnectionSelector(
                        new ReadAheadSelector(
                                Http1ConnectionSelector.builder().config(http1).build()))
                .tls(tls)
                // TLS of the other kind cannot read and write at the same time.
                .useNio(false)
                .connectionOptions(options -> options.tcpNoDelay(true))
                .maxTcpConnections(MOST_CONNECTIONS)
                .maxConcurrentRequests(MOST_REQUESTS)
                .maxPayloadSize(LARGEST_BODY)
                .shutdownGracePeriod(Duration.ofMillis(500))
                .directHandlers(refusals())
                .routing(routing)
                .build();
    }

    /// What is sent back for bytes that are no request: the same form of problem, without the
    /// library's own words.
    private static DirectHandlers refusals() {
        DirectHandler refusal =
                (_, _, status, headers, _) ->
                        DirectHandler.TransportResponse.builder()
                                .status(status)
                                .headers(headers)
                                .header(HeaderNames.CONTENT_TYPE, Responses.PROBLEM_JSON)
                                .entity(Responses.bytes(refusal(status)))
                                .build();
        var handlers = DirectHandlers.builder();
        for (var type : DirectHandler.EventType.values()) {
            handlers.addHandler(type, refusal);
        }
        return handlers.build();
    }

    private static Answer.Problem refusal(Status status) {
        return new Answer.Problem(
                status.code(), "the request was not understood or not possible now", "change it");
    }

    /// Returns the host as it was given.
    public String host() {
        return host;
    }

    /// Returns the port, the actual one when any was asked for.
    public int port() {
        return server.port();
    }

    /// Ends the streams, then stops to listen.
    @Override
    public void close() {
        renewal.ifPresent(Thread::interrupt);
        streams.close();
        server.stop();
    }
}
