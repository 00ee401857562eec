package io.acequia.coap.message;

/// Why a datagram is not a CoAP message.
public enum Malformed implements Reading {
    /// Fewer than the four bytes of a header: there is nothing that could be answered.
    RUNT,
    /// A version other than 1, which must be silently ignored (RFC 7252 §3).
    VERSION,
    /// Token length 9 to 15, a message format error (RFC 7252 §3).
    TOKEN_LENGTH,
    /// The token runs past the end of the datagram.
    TOKEN,
    /// An empty message with bytes behind the message ID (RFC 7252 §4.1).
    EMPTY_WITH_CONTENT,
    /// Nibble 15 where no payload marker may stand (RFC 7252 §3.1).
    OPTION_NIBBLE,
    /// The sum of the option deltas is above 65,535 (RFC 7252 §3.1).
    OPTION_NUMBER,
    /// An option runs past the end of the datagram.
    OPTION_LENGTH,
    /// A payload marker and no payload (RFC 7252 §3).
    PAYLOAD
}
