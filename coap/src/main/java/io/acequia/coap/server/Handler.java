package io.acequia.coap.server;

import io.acequia.coap.exchange.Answer;

/// What a resource does for one method.
@FunctionalInterface
public interface Handler {
    /// Answers a request now, or says that the answer comes later. Must not block; the request is
    /// reused after the call.
    Answer handle(Request request);
}
