package io.acequia.coap.message;

/// One option of a message (RFC 7252 §3.1).
///
/// @param number 0 to 65,535
/// @param value its bytes
public record Option(int number, Bytes value) implements Comparable<Option> {
    public Option {
        if (number < 0 || number > 65_535) {
            throw new IllegalArgumentException("option number is " + number + "; use 0 to 65535");
        }
    }

    /// An option whose value is text (RFC 7252 §3.2).
    public static Option text(int number, String value) {
        return new Option(number, Bytes.utf8(value));
    }

    /// An option whose value is a number, in as few bytes as possible (RFC 7252 §3.2).
    public static Option number(int number, long value) {
        int length = (64 - Long.numberOfLeadingZeros(value) + 7) / 8;
        var bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (value >>> (8 * (length - 1 - i)));
        }
        return new Option(number, Bytes.of(bytes));
    }

    /// Returns the value as a number; leading zeros are allowed (RFC 7252 §3.2).
    public long asNumber() {
        long number = 0;
        for (int i = 0; i < value.length(); i++) {
            number = (number << 8) | value.at(i);
        }
        return number;
    }

    /// Orders by number alone, as options stand in a message.
    @Override
    public int compareTo(Option other) {
        return Integer.compare(number, other.number);
    }
}
