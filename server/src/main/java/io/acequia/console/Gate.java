package io.acequia.console;

import io.acequia.console.Answer.Problem;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What every request passes first: no page of another site comes in here.
///
/// A page on another site can point its own name at this address (DNS rebinding) and then read what
/// it likes, but it cannot hide that name from the `Host` header. An address as host is safe: no
/// name can be pointed anywhere. Probes and scrapes come by all kinds of names and tell nothing
/// about events, so they are exempt.
///
/// A page on another site can also send a form or a script's request in the name of who looks at it
/// (CSRF). The browser then says in `Origin` or `Sec-Fetch-Site` where it comes from, and what
/// would change something is refused. Programs send neither.
final class Gate implements Filter {
    private static final Pattern ADDRESS = Pattern.compile("\\[.*]|\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern PORT = Pattern.compile(":\\d*$");
    private static final Set<String> FOR_MACHINES = Set.of("/livez", "/readyz", "/metrics");
    private static final Header NO_SNIFFING =
            HeaderValues.create("X-Content-Type-Options", "nosniff");
    private static final Header NO_STORE =
            HeaderValues.create(HeaderNames.CACHE_CONTROL, "no-store");
    private static final HeaderName FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");
    private static final Pattern SCHEME = Pattern.compile("^https?://");

    private final Set<String> names = new HashSet<>();

    Gate(HttpListen listen) {
        names.add("localhost");
        names.add(listen.host().toLowerCase(Locale.ROOT));
        listen.names().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        response.header(NO_SNIFFING);
        response.header(NO_STORE);
        var refusal = refusal(request);
        if (refusal.isEmpty()) {
            chain.proceed();
        } else {
            Responses.send(refusal.get(), response);
        }
        if (request.headers().containsToken(HeaderValues.CONNECTION_CLOSE)) {
            // The library only says that it will close (RFC 9112 §9.6) and then waits for the
            // client.
            throw new CloseConnectionException("the client wants no more");
        }
    }

    private Optional<Problem> refusal(RoutingRequest request) {
        var host = request.headers().first(HeaderNames.HOST).orElse("");
        if (!FOR_MACHINES.contains(request.prologue().uriPath().path()) && !isOurs(host)) {
            return Optional.of(
                    new Problem(
                            421,
                            "this is not the host that the request is for",
                            "use localhost or an address, or add the name to the settings"));
        }
        return request.prologue().method().equals(Method.GET) || isFromHere(request, host)
                ? Optional.empty()
                : Optional.of(
                        new Problem(
                                403,
                                "the request comes from a page of another site",
                                "use the page of this server"));
    }

    private static boolean isFromHere(RoutingRequest request, String host) {
        var headers = request.headers();
        var origin = headers.first(HeaderNames.ORIGIN);
        var site = headers.first(FETCH_SITE).orElse("none");
        return (site.equals("same-origin") || site.equals("none"))
                && origin.map(it -> SCHEME.matcher(it).replaceFirst(""))
                        .map(host::equalsIgnoreCase)
                        .orElse(true);
    }

    boolean isOurs(String host) {
        var name = PORT.matcher(host).replaceFirst("").toLowerCase(Locale.ROOT);
        return names.contains(name) || ADDRESS.matcher(name).matches();
    }
}
