package io.acequia.coap.message;

/// Reads messages out of datagrams, whatever their bytes are (RFC 7252 §3).
///
/// Never throws, allocates nothing and looks at no byte outside the datagram. One reader serves one
/// thread: it returns the same [MessageView] every time.
public final class MessageReader {
    private static final int PAYLOAD_MARKER = 0xff;
    private static final int ONE_MORE_BYTE = 13, RESERVED = 15;
    private static final int MAX_OPTION_NUMBER = 65_535;

    private final MessageView message = new MessageView();

    private byte[] bytes = new byte[0];
    private int position;
    private int end;

    /// Reads one datagram.
    ///
    /// @param source array that holds it
    /// @param from where it starts
    /// @param length how many bytes it has
    /// @return the message, or why it is none
    public Reading read(byte[] source, int from, int length) {
        if (length < MessageView.HEADER_LENGTH) {
            return Malformed.RUNT;
        }
        if ((source[from] & 0xc0) != 0x40) {
            return Malformed.VERSION;
        }
        int tokenLength = source[from] & 15;
        if (tokenLength > MessageView.MAX_TOKEN_LENGTH) {
            return Malformed.TOKEN_LENGTH;
        }
        if (source[from + 1] == Code.EMPTY && length > MessageView.HEADER_LENGTH) {
            return Malformed.EMPTY_WITH_CONTENT;
        }
        if (length < MessageView.HEADER_LENGTH + tokenLength) {
            return Malformed.TOKEN;
        }
        message.start(source, from, length, tokenLength);
        bytes = source;
        position = from + MessageView.HEADER_LENGTH + tokenLength;
        end = from + length;
        return readOptions();
    }

    /// Returns the type that the first byte of a datagram claims, for an answer to a malformed one.
    public static int type(byte[] source, int from) {
        return (source[from] >> 4) & 3;
    }

    /// Returns the message ID of a datagram of at least four bytes.
    public static int messageId(byte[] source, int from) {
        return twoBytes(source, from + 2);
    }

    private static int twoBytes(byte[] source, int from) {
        return ((source[from] & 0xff) << 8) | (source[from + 1] & 0xff);
    }

    // RFC 7252 §3.1: delta and length of an option are nibbles; 13 and 14 announce one or two more
    // bytes, 15 is the payload marker or an error.
    private Reading readOptions() {
        int number = 0;
        while (position < end) {
            int first = bytes[position++] & 0xff;
            if (first == PAYLOAD_MARKER) {
                if (position == end) {
                    return Malformed.PAYLOAD;
                }
                message.payloadFrom(position);
                return message;
            }
            int delta = first >> 4;
            int length = first & 15;
            if (delta >= ONE_MORE_BYTE) {
                if (delta == RESERVED) {
                    return Malformed.OPTION_NIBBLE;
                }
                delta = extended(delta);
            }
            if (length >= ONE_MORE_BYTE) {
                if (length == RESERVED) {
                    return Malformed.OPTION_NIBBLE;
                }
                length = extended(length);
            }
            number += delta;
            if (number > MAX_OPTION_NUMBER) {
                return Malformed.OPTION_NUMBER;
            }
            if (length > end - position) {
                return Malformed.OPTION_LENGTH;
            }
            message.addOption(number, position, length);
            position += length;
        }
        return message;
    }

    // A value that runs past the end leaves the position behind the end, where every length is too
    // long.
    private int extended(int nibble) {
        if (nibble == ONE_MORE_BYTE) {
            int value = position < end ? (bytes[position] & 0xff) + 13 : 0;
            position++;
            return value;
        }
        int value = end - position >= 2 ? twoBytes(bytes, position) + 269 : 0;
        position += 2;
        return value;
    }
}
