package io.acequia.coap.client;

import io.acequia.coap.message.Bytes;
import io.acequia.coap.message.Option;
import java.time.Duration;
import java.util.List;

/// What became of a request.
public sealed interface Result {
    /// The server answered.
    ///
    /// @param code a response code of [io.acequia.coap.message.Code]
    /// @param options of the response
    /// @param payload may be empty
    record Answer(int code, List<Option> options, Bytes payload) implements Result {
        public Answer {
            options = List.copyOf(options);
        }
    }

    /// The server refused the message (RFC 7252 §4.2).
    record Reset() implements Result {}

    /// No answer came in the time that RFC 7252 §4.8.2 allows, or that the caller set.
    record NoAnswer(Duration waited) implements Result {}

    /// Nobody listens at the port, or the network could not carry the request.
    record Unreachable(String reason) implements Result {}
}
