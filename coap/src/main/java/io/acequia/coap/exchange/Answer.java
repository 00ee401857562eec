package io.acequia.coap.exchange;

/// What a handler says to a request: the response, or that it will come later.
public sealed interface Answer permits Response, Answer.Later {
    /// The response comes later, by [Endpoint#respond] and the ticket of the request.
    enum Later implements Answer {
        /// The one value.
        LATER
    }
}
