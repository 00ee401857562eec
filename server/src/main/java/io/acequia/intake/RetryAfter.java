package io.acequia.intake;

import io.acequia.coap.exchange.Exchange;
import io.acequia.coap.exchange.Response;
import io.acequia.coap.message.Code;
import java.time.Duration;

/// Refusals that say when to try again, spread over a minute by peer, so that a fleet does not
/// return in the same second.
public final class RetryAfter {
    private static final int LEAST = 5, MOST = 60;

    private final Response[] bySeconds = new Response[MOST + 1];

    /// Prepares every answer there is.
    public RetryAfter() {
        for (int seconds = 0; seconds <= MOST; seconds++) {
            bySeconds[seconds] = Response.retryAfter(Code.SERVICE_UNAVAILABLE, seconds);
        }
    }

    /// Returns a 5.03 for a peer.
    ///
    /// @param least the store's own wish; Max-Age lies between it, at least 5 s, and 60 s
    public Response unavailable(Exchange exchange, Duration least) {
        return spread(exchange.peer().hashCode(), least);
    }

    /// Returns a 5.03 for a request that was taken and could not be stored after all; neighbours in
    /// the queue get times far apart.
    public Response unavailable(long ticket, Duration least) {
        return spread((int) ticket, least);
    }

    private Response spread(int seed, Duration least) {
        int from = Math.clamp(least.toSeconds(), LEAST, MOST);
        return bySeconds[from + Math.floorMod((seed * 0x9e3779b9) >>> 8, MOST - from + 1)];
    }
}
