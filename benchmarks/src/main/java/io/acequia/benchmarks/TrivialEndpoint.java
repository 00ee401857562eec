package io.acequia.benchmarks;

import io.acequia.coap.exchange.Answer;
import io.acequia.coap.exchange.Endpoint;
import io.acequia.coap.exchange.EndpointSettings;
import io.acequia.coap.exchange.Response;
import io.acequia.coap.message.Code;
import io.acequia.coap.message.ContentFormat;
import io.acequia.coap.server.Request;
import io.acequia.coap.server.Router;
import io.acequia.coap.udp.Ports;
import io.acequia.coap.udp.UdpSettings;
import io.acequia.codec.Decoded;
import io.acequia.codec.JsonEvents;
import io.acequia.event.EventBuffer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// The endpoint with a handler that stores nothing: strict JSON reading and deduplication are on,
/// the answer is 2.01. What it costs more than the C echo is the price of our CoAP.
public final class TrivialEndpoint {
    private static final int DEFAULT_PORT = 5683;
    private static final int REMEMBERED = 1 << 20, OPEN = 1 << 16;
    private static final long LONGEST_WAIT_NANOS = 1_000_000_000L;
    private static final Response CREATED = Response.of(Code.CREATED);
    private static final Response OK = Response.of(Code.CONTENT);
    private static final Response BAD_REQUEST = Response.of(Code.BAD_REQUEST);
    private static final Response OVERLOADED = Response.of(Code.SERVICE_UNAVAILABLE);

    private final JsonEvents json = new JsonEvents(JsonEvents.MOST_EVENTS);
    private final EventBuffer events = new EventBuffer(16);

    private TrivialEndpoint() {}

    /// Serves until the process is ended; the argument is the port on 127.0.0.1, 5683 unless given.
    public static void main(String[] arguments) throws IOException {
        int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : DEFAULT_PORT;
        new TrivialEndpoint()
                .serve(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
    }

    private void serve(InetSocketAddress address) throws IOException {
        var router =
                new Router(_ -> OVERLOADED)
                        .route(Code.POST, "/event", this::accept)
                        .route(Code.GET, "/health", _ -> OK);
        var endpoint =
                new Endpoint(
                        Ports.bind(address, UdpSettings.DEFAULTS),
                        router,
                        (_, _, _, _, _) -> {},
                        new EndpointSettings(
                                REMEMBERED, OPEN, RandomGenerator.getDefault().nextLong()),
                        InstantSource.system(),
                        System::nanoTime,
                        RandomGenerator.getDefault());
        while (true) {
            endpoint.turn(LONGEST_WAIT_NANOS);
            endpoint.flush();
        }
    }

    private Answer accept(Request request) {
        if (request.contentFormat() != ContentFormat.JSON) {
            return BAD_REQUEST;
        }
        int from = request.payloadFrom();
        var decoded = json.decode(request.bytes(), from, from + request.payloadLength(), events);
        return decoded instanceof Decoded.Accepted ? CREATED : BAD_REQUEST;
    }
}
