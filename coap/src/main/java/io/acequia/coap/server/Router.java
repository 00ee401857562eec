package io.acequia.coap.server;

import io.acequia.coap.exchange.Answer;
import io.acequia.coap.exchange.Exchange;
import io.acequia.coap.exchange.RequestReceiver;
import io.acequia.coap.exchange.Response;
import io.acequia.coap.message.Bytes;
import io.acequia.coap.message.Code;
import io.acequia.coap.message.MessageView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Sends a request to the handler of its path and method (RFC 7252 §5.8), after the checks that
/// hold for every resource. One router serves one thread.
///
/// A path matches segment by segment, byte by byte: nothing is decoded, case matters, and a
/// trailing empty segment is another path.
public final class Router implements RequestReceiver {
    private static final Response NOT_FOUND = Response.of(Code.NOT_FOUND);
    private static final Response METHOD_NOT_ALLOWED = Response.of(Code.METHOD_NOT_ALLOWED);
    private static final Response PRECONDITION_FAILED = Response.of(Code.PRECONDITION_FAILED);
    private static final Response BAD_OPTION =
            Response.diagnostic(Code.BAD_OPTION, "critical option not understood");
    private static final Response PROXYING_NOT_SUPPORTED = Response.of(Code.PROXYING_NOT_SUPPORTED);
    private static final Response HOP_LIMIT =
            Response.diagnostic(Code.BAD_REQUEST, "hop limit is 0");

    private record Route(String path, List<Bytes> segments, int method, Handler handler) {}

    private final List<Route> routes = new ArrayList<>();
    private final Function<Exchange, Response> overload;
    private @Nullable Request request;

    /// Starts without routes.
    ///
    /// @param overload what is answered when no more requests can be open
    public Router(Function<Exchange, Response> overload) {
        this.overload = overload;
    }

    /// Adds a handler; the exchange notes as its route the number of routes before it and one.
    ///
    /// @param method a code of [Code]
    /// @param path such as `/event`
    public Router route(int method, String path, Handler handler) {
        var segments = Stream.of(path.substring(1).split("/", -1)).map(Bytes::utf8).toList();
        routes.add(new Route(path, segments, method, handler));
        return this;
    }

    /// Returns the path of a route that an exchange noted, `other` when it noted none.
    public String path(int route) {
        return route == 0 ? "other" : routes.get(route - 1).path;
    }

    @Override
    public Answer receive(MessageView message, Exchange exchange) {
        var reused = request;
        if (reused == null) {
            reused = new Request(message, exchange);
            request = reused;
        }
        int error = reused.read(message, exchange);
        return error == 0 ? dispatch(reused) : refuse(error);
    }

    @Override
    public Response overloaded(Exchange exchange) {
        return overload.apply(exchange);
    }

    private static Response refuse(int error) {
        return switch (error) {
            case Code.PROXYING_NOT_SUPPORTED -> PROXYING_NOT_SUPPORTED;
            case Code.BAD_REQUEST -> HOP_LIMIT;
            case Code.NOT_FOUND -> NOT_FOUND;
            default -> BAD_OPTION;
        };
    }

    private Answer dispatch(Request request) {
        boolean isPathKnown = false;
        for (int i = 0; i < routes.size(); i++) {
            var route = routes.get(i);
            if (!request.hasPath(route.segments)) {
                continue;
            }
            isPathKnown = true;
            if (route.method == request.method()) {
                request.exchange().route(i + 1);
                return request.isConditional()
                        ? PRECONDITION_FAILED
                        : route.handler.handle(request);
            }
        }
        // RFC 7252 §5.8: an unrecognised method is 4.05, whatever its path.
        boolean isMethodKnown = request.method() <= Code.IPATCH;
        return isPathKnown || !isMethodKnown ? METHOD_NOT_ALLOWED : NOT_FOUND;
    }
}
