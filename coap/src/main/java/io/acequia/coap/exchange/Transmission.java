package io.acequia.coap.exchange;

import java.time.Duration;

/// Transmission parameters at their default values (RFC 7252 §4.8).
public final class Transmission {
    /// ACK_TIMEOUT: shortest wait before a message is repeated.
    public static final Duration ACK_TIMEOUT = Duration.ofSeconds(2);

    /// ACK_RANDOM_FACTOR: the longest first wait is this many times ACK_TIMEOUT.
    public static final double ACK_RANDOM_FACTOR = 1.5;

    /// MAX_RETRANSMIT: how often a message is repeated.
    public static final int MAX_RETRANSMIT = 4;

    /// EXCHANGE_LIFETIME: how long a confirmable message may be repeated (RFC 7252 §4.8.2).
    public static final Duration EXCHANGE_LIFETIME = Duration.ofSeconds(247);

    /// NON_LIFETIME: how long a non-confirmable message may arrive again (RFC 7252 §4.8.2).
    public static final Duration NON_LIFETIME = Duration.ofSeconds(145);

    /// MAX_TRANSMIT_WAIT: after this time nobody waits for an answer (RFC 7252 §4.8.2).
    public static final Duration MAX_TRANSMIT_WAIT = Duration.ofSeconds(93);

    /// How long a request is processed before it gets an empty acknowledgement; less than
    /// ACK_TIMEOUT, so that a peer does not repeat it (RFC 7252 §5.2.2).
    public static final Duration PROCESSING_DELAY = Duration.ofMillis(1_500);

    private Transmission() {}
}
