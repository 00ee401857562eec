package io.acequia.coap.message;

/// Types of messages, the two bits behind the version (RFC 7252 §3).
public final class MessageType {
    /// Confirmable, Non-confirmable, Acknowledgement, Reset.
    public static final int CON = 0, NON = 1, ACK = 2, RST = 3;

    private MessageType() {}
}
