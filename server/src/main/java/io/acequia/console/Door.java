package io.acequia.console;

import io.acequia.access.Doorkeeper;
import io.acequia.access.Visitor;
import io.acequia.console.Answer.Problem;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;

/// Lets those in who say who they are. The page itself is for everybody, since it tells nothing and
/// asks for the password; what it shows is not.
final class Door implements Filter {
    /// The name of the cookie that holds a session.
    static final String COOKIE = "acequia-session";

    private final Doorkeeper doorkeeper;

    Door(Doorkeeper doorkeeper) {
        this.doorkeeper = doorkeeper;
    }

    /// Returns who sent a request that has passed the door.
    static Visitor visitor(ServerRequest request) {
        return request.context().get(Visitor.class).orElseThrow();
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (!isGuarded(request.prologue().uriPath().path())) {
            chain.proceed();
            return;
        }
        var visitor = visitor(request, doorkeeper);
        if (visitor.isPresent()) {
            request.context().register(visitor.get());
            chain.proceed();
        } else {
            response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer");
            Responses.send(
                    new Problem(
                            401,
                            "this is for those who have an account",
                            "log in, or send a token: Authorization: Bearer …"),
                    response);
        }
    }

    private static boolean isGuarded(String path) {
        return (path.startsWith("/api/") || path.startsWith("/prometheus/"))
                && !path.equals(SessionRoutes.PATH);
    }

    static Optional<Visitor> visitor(ServerRequest request, Doorkeeper doorkeeper) {
        var authorization = request.headers().first(HeaderNames.AUTHORIZATION).orElse("");
        return doorkeeper.admit(session(request), authorization);
    }

    /// Returns the session that a request shows, empty when it shows none.
    static String session(ServerRequest request) {
        return request.headers().cookies().first(COOKIE).orElse("");
    }
}
