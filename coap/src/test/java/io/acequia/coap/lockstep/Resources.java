package io.acequia.coap.lockstep;

import io.acequia.coap.exchange.Answer;
import io.acequia.coap.exchange.Response;
import io.acequia.coap.message.Bytes;
import io.acequia.coap.message.Code;
import io.acequia.coap.message.ContentFormat;
import io.acequia.coap.server.Request;
import io.acequia.coap.server.Router;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/// What a small server offers: `POST /event` stores any JSON, `GET /health` tells that it is well,
/// and a few resources that misbehave.
public final class Resources {
    /// The representation of `/health`.
    public static final String WELL = "{\"status\":\"ok\"}";

    private static final Response HEALTH =
            Response.content(Code.CONTENT, ContentFormat.JSON, Bytes.utf8(WELL));

    private final List<Bytes> stored = new ArrayList<>();
    private final Queue<Long> tickets = new ArrayDeque<>();
    private final List<Long> keys = new ArrayList<>();
    private Response answer = Response.of(Code.CREATED);
    private boolean later;

    /// Returns the payloads that `/event` took.
    public List<Bytes> stored() {
        return stored;
    }

    /// Returns the tickets of the requests that wait for their answers.
    public Queue<Long> tickets() {
        return tickets;
    }

    /// Returns the keys of the requests that `/event` took.
    public List<Long> keys() {
        return keys;
    }

    /// Lets `/event` answer later.
    public void answerLater() {
        later = true;
    }

    /// Lets `/event` answer in another way.
    public void answerWith(Response response) {
        answer = response;
    }

    /// Makes the router; when too many requests are open it answers 5.03.
    public Router router() {
        return new Router(exchange -> Response.retryAfter(Code.SERVICE_UNAVAILABLE, 7))
                .route(Code.POST, "/event", this::store)
                .route(Code.GET, "/health", this::health)
                .route(Code.GET, "/a/b", request -> Response.of(Code.VALID))
                .route(Code.POST, "/broken", this::fail)
                .route(
                        Code.POST,
                        "/refusing",
                        request -> Response.diagnostic(Code.BAD_REQUEST, "value: not a number"));
    }

    private Answer store(Request request) {
        if (request.contentFormat() != ContentFormat.JSON) {
            return Response.of(Code.UNSUPPORTED_CONTENT_FORMAT);
        }
        stored.add(Bytes.copyOf(request.bytes(), request.payloadFrom(), request.payloadLength()));
        keys.add(request.exchange().key());
        if (later) {
            tickets.add(request.exchange().ticket());
            return Answer.Later.LATER;
        }
        return answer;
    }

    private Answer health(Request request) {
        return request.accepts(ContentFormat.JSON) ? HEALTH : Response.of(Code.NOT_ACCEPTABLE);
    }

    private Answer fail(Request request) {
        throw new IllegalStateException("this resource is broken");
    }
}
