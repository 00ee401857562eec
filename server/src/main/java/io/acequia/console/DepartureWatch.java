package io.acequia.console;

import io.helidon.http.Method;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

/// Interrupts the answer to a question when its client goes away, so that a database does not toil
/// for nobody. What changes something goes on to its end.
final class DepartureWatch implements Filter {
    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (isQuestion(request)) {
            ReadAhead.CURRENT.get().interruptibly(chain::proceed);
        } else {
            chain.proceed();
        }
    }

    private static boolean isQuestion(RoutingRequest request) {
        var path = request.prologue().uriPath().path();
        return path.startsWith("/prometheus/")
                || (path.startsWith("/api/") && request.prologue().method().equals(Method.GET));
    }
}
