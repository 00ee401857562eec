package io.acequia.coap.exchange;

/// What an endpoint counts; written by its thread, read by any.
public final class EndpointStatistics {
    /// Datagrams received.
    public final Tally datagrams = new Tally();

    /// Wake-ups that brought at least one datagram.
    public final Tally bursts = new Tally();

    /// Datagrams that are no CoAP message.
    public final Tally malformed = new Tally();

    /// Empty confirmable messages, answered by a reset.
    public final Tally pings = new Tally();

    /// Requests that were repeats of an earlier one.
    public final Tally duplicates = new Tally();

    /// Responses, reserved codes and empty messages that belong to no exchange.
    public final Tally unexpected = new Tally();

    /// Entries of the deduplication table that were given up before their time.
    public final Tally forgotten = new Tally();

    /// Requests refused because too many were open.
    public final Tally overloads = new Tally();

    /// Separate responses begun (RFC 7252 §5.2.2).
    public final Tally separate = new Tally();

    /// Separate responses sent again.
    public final Tally retransmissions = new Tally();

    /// Requests that ended in an error of this program.
    public final Tally failures = new Tally();

    EndpointStatistics() {}
}
