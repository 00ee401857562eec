package io.acequia.console;

import io.acequia.console.Answer.Problem;
import io.helidon.http.Header;
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

/// What every request passes first: nothing but GET, and no page of another site.
///
/// A page on another site can point its own name at this address (DNS rebinding) and then read what
/// it likes, but it cannot hide that name from the `Host` header. An address as host is safe: no
/// name can be pointed anywhere. Probes and scrapes come by all kinds of names and tell nothing
/// about events, so they are exempt.
final class Gate implements Filter {
    private static final Pattern ADDRESS = Pattern.compile("\\[.*]|\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern PORT = Pattern.compile(":\\d*$");
    private static final Set<String> FOR_MACHINES = Set.of("/livez", "/readyz", "/metrics");
    private static final Header NO_SNIFFING =
            HeaderValues.create("X-Content-Type-Options", "nosniff");
    private static final Header NO_STORE =
            HeaderValues.create(HeaderNames.CACHE_CONTROL, "no-store");
    private static final Header ALLOW_GET = HeaderValues.create(HeaderNames.ALLOW, "GET");

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
            refuse(refusal.get(), response);
        }
        if (request.headers().containsToken(HeaderValues.CONNECTION_CLOSE)) {
            // The library only says that it will close (RFC 9112 §9.6) and then waits for the
            // client.
            throw new CloseConnectionException("the client wants no more");
        }
    }

    private static void refuse(Problem refusal, RoutingResponse response) {
        if (refusal.status() == 405) {
            response.header(ALLOW_GET);
        }
        Responses.send(refusal, response);
    }

    private Optional<Problem> refusal(RoutingRequest request) {
        var prologue = request.prologue();
        if (!prologue.method().equals(Method.GET)) {
            return Optional.of(new Problem(405, "only GET is understood here", "use GET"));
        }
        var host = request.headers().first(HeaderNames.HOST).orElse("");
        return FOR_MACHINES.contains(prologue.uriPath().path()) || isOurs(host)
                ? Optional.empty()
                : Optional.of(
                        new Problem(
                                421,
                                "this is not the host that the request is for",
                                "use localhost or an address, or add the name to the settings"));
    }

    boolean isOurs(String host) {
        var name = PORT.matcher(host).replaceFirst("").toLowerCase(Locale.ROOT);
        return names.contains(name) || ADDRESS.matcher(name).matches();
    }
}
