package io.acequia.coap.message;

import java.util.List;

/// Writes one message after the other into its own array (RFC 7252 §3).
///
/// Options must be given in ascending order of their numbers. One writer serves one thread.
public final class MessageWriter {
    /// Bytes of the largest message: a UDP datagram over IPv4 holds no more.
    public static final int LARGEST = 65_507;

    private static final int PAYLOAD_MARKER = 0xff;
    private static final int LONGEST_OPTION_HEADER = 5;

    private final byte[] bytes;
    private int position;
    private int lastOption;

    /// Writes messages of at most `capacity` bytes; a longer one ends in an
    /// [IndexOutOfBoundsException], which is a mistake of the caller.
    public MessageWriter(int capacity) {
        bytes = new byte[capacity];
    }

    /// Refuses what is too large to be sent as one message, whatever its token is.
    public static void checkSize(List<Option> options, Bytes payload) {
        int length = MessageView.HEADER_LENGTH + MessageView.MAX_TOKEN_LENGTH;
        for (int i = 0; i < options.size(); i++) {
            length += LONGEST_OPTION_HEADER + options.get(i).value().length();
        }
        length += payload.length() > 0 ? 1 + payload.length() : 0;
        if (length > LARGEST) {
            throw new IllegalArgumentException(
                    "message of " + length + " bytes; a datagram holds " + LARGEST);
        }
    }

    /// Begins a message.
    ///
    /// @param type one of [MessageType]
    /// @param code 0 to 255
    /// @param messageId the lower 16 bits count
    /// @param token as [MessageView#token] returns it
    /// @param tokenLength 0 to 8 bytes
    public MessageWriter begin(int type, int code, int messageId, long token, int tokenLength) {
        bytes[0] = (byte) (0x40 | (type << 4) | tokenLength);
        bytes[1] = (byte) code;
        bytes[2] = (byte) (messageId >> 8);
        bytes[3] = (byte) messageId;
        position = MessageView.HEADER_LENGTH + tokenLength;
        long rest = token;
        for (int i = position - 1; i >= MessageView.HEADER_LENGTH; i--) {
            bytes[i] = (byte) rest;
            rest >>>= 8;
        }
        lastOption = 0;
        return this;
    }

    /// Adds options that are sorted already.
    public MessageWriter options(List<Option> options) {
        for (int i = 0; i < options.size(); i++) {
            option(options.get(i));
        }
        return this;
    }

    /// Adds an option.
    public MessageWriter option(Option option) {
        optionHeader(option.number(), option.value().length());
        position = option.value().copyTo(bytes, position);
        return this;
    }

    /// Adds an option whose value is a number, in as few bytes as possible (RFC 7252 §3.2).
    public MessageWriter option(int number, int value) {
        int length = (32 - Integer.numberOfLeadingZeros(value) + 7) / 8;
        optionHeader(number, length);
        for (int shift = 8 * (length - 1); shift >= 0; shift -= 8) {
            bytes[position++] = (byte) (value >>> shift);
        }
        return this;
    }

    /// Adds the payload; an empty one leaves no marker.
    public MessageWriter payload(Bytes payload) {
        if (payload.length() > 0) {
            bytes[position++] = (byte) PAYLOAD_MARKER;
            position = payload.copyTo(bytes, position);
        }
        return this;
    }

    /// Returns the array, which holds the message from its start.
    public byte[] bytes() {
        return bytes;
    }

    /// Returns how many bytes the message has.
    public int length() {
        return position;
    }

    private void optionHeader(int number, int length) {
        int delta = number - lastOption;
        if (delta < 0) {
            throw new IllegalArgumentException("option " + number + " behind option " + lastOption);
        }
        lastOption = number;
        bytes[position++] = (byte) ((nibble(delta) << 4) | nibble(length));
        extension(delta);
        extension(length);
    }

    private static int nibble(int value) {
        if (value < 13) {
            return value;
        }
        return value < 269 ? 13 : 14;
    }

    private void extension(int value) {
        if (value >= 269) {
            bytes[position++] = (byte) ((value - 269) >> 8);
            bytes[position++] = (byte) (value - 269);
        } else if (value >= 13) {
            bytes[position++] = (byte) (value - 13);
        }
    }
}
