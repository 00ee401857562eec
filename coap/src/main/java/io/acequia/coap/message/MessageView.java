package io.acequia.coap.message;

/// A CoAP message where it lies: offsets into the array it was read from (RFC 7252 §3).
///
/// ```
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// |Ver| T |  TKL  |      Code     |          Message ID           |
/// |   Token (if any, TKL bytes) ...
/// |   Options (if any) ...
/// |1 1 1 1 1 1 1 1|    Payload (if any) ...
/// ```
///
/// The reader that made it overwrites it with the next message; who keeps a part of it, copies it.
public final class MessageView implements Reading {
    /// Most options that are kept; a message with more is still read to its end.
    public static final int MAX_OPTIONS = 64;

    /// Bytes of the fixed header.
    public static final int HEADER_LENGTH = 4;

    /// Bytes of the longest token (RFC 7252 §5.3.1).
    public static final int MAX_TOKEN_LENGTH = 8;

    private byte[] bytes = new byte[0];
    private int from;
    private int length;
    private int tokenLength;
    private int optionCount;
    private final int[] optionNumbers = new int[MAX_OPTIONS];
    private final int[] optionFrom = new int[MAX_OPTIONS];
    private final int[] optionLengths = new int[MAX_OPTIONS];
    private int payloadFrom;

    MessageView() {}

    void start(byte[] source, int start, int count, int tokens) {
        bytes = source;
        from = start;
        length = count;
        tokenLength = tokens;
        optionCount = 0;
        payloadFrom = start + count;
    }

    void addOption(int number, int start, int count) {
        if (optionCount < MAX_OPTIONS) {
            optionNumbers[optionCount] = number;
            optionFrom[optionCount] = start;
            optionLengths[optionCount] = count;
        }
        optionCount++;
    }

    void payloadFrom(int start) {
        payloadFrom = start;
    }

    /// Returns the array that all offsets are offsets into.
    public byte[] bytes() {
        return bytes;
    }

    /// Returns how many bytes the whole message has.
    public int length() {
        return length;
    }

    /// Returns one of the types of [MessageType].
    public int type() {
        return (bytes[from] >> 4) & 3;
    }

    /// Returns the code, 0 to 255.
    public int code() {
        return bytes[from + 1] & 0xff;
    }

    /// Returns the message ID, 0 to 65,535.
    public int messageId() {
        return MessageReader.messageId(bytes, from);
    }

    /// Returns how many bytes the token has, 0 to 8.
    public int tokenLength() {
        return tokenLength;
    }

    /// Returns the token as a number, its first byte in the most significant place of its length.
    public long token() {
        long token = 0;
        int end = from + HEADER_LENGTH + tokenLength;
        for (int i = from + HEADER_LENGTH; i < end; i++) {
            token = (token << 8) | (bytes[i] & 0xff);
        }
        return token;
    }

    /// Says whether there are more than [#MAX_OPTIONS] options.
    public boolean hasTooManyOptions() {
        return optionCount > MAX_OPTIONS;
    }

    /// Returns how many options are kept, in ascending order of their numbers.
    public int optionCount() {
        return Math.min(optionCount, MAX_OPTIONS);
    }

    /// Returns the number of the option at an index.
    public int optionNumber(int index) {
        return optionNumbers[index];
    }

    /// Returns where the value of the option at an index starts.
    public int optionFrom(int index) {
        return optionFrom[index];
    }

    /// Returns how many bytes the value of the option at an index has.
    public int optionLength(int index) {
        return optionLengths[index];
    }

    /// Returns the value of the option at an index as a number (RFC 7252 §3.2); of a value longer
    /// than 8 bytes only the last ones count.
    public long optionValue(int index) {
        long value = 0;
        int end = optionFrom[index] + optionLengths[index];
        for (int i = optionFrom[index]; i < end; i++) {
            value = (value << 8) | (bytes[i] & 0xff);
        }
        return value;
    }

    /// Returns where the payload starts.
    public int payloadFrom() {
        return payloadFrom;
    }

    /// Returns how many bytes the payload has.
    public int payloadLength() {
        return from + length - payloadFrom;
    }
}
