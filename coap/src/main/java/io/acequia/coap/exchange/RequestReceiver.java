package io.acequia.coap.exchange;

import io.acequia.coap.message.MessageView;

/// What lies above the message layer: makes an answer of a request.
public interface RequestReceiver {
    /// Called once for each request that is not a repeat. Message and exchange are reused after the
    /// call.
    Answer receive(MessageView message, Exchange exchange);

    /// Called when the endpoint has no room for one more open request.
    Response overloaded(Exchange exchange);
}
