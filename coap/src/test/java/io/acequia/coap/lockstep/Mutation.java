package io.acequia.coap.lockstep;

import io.acequia.coap.message.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Ways in which a good datagram goes bad.
public enum Mutation {
    /// One to eight bits are inverted.
    BITS_FLIPPED,
    /// Up to four bytes become the values at the ends of their ranges.
    BYTES_OVERWRITTEN,
    /// Up to four bytes appear or vanish.
    BYTES_INSERTED_OR_DELETED,
    /// A slice is there twice.
    SLICE_DOUBLED,
    /// Two halves change places.
    HALVES_SWAPPED,
    /// The end is missing.
    CUT,
    /// The delta or the length of an option is another one.
    OPTION_NIBBLE_ALTERED,
    /// The token length is another one, the bytes stay where they are.
    TOKEN_LENGTH_ALTERED,
    /// A byte behind the nibbles of an option is another one.
    EXTENSION_ALTERED;

    private static final byte[] EXTREMES = {0, 0x7f, (byte) 0x80, (byte) 0xff};

    /// Returns a datagram that came of another one.
    public Bytes apply(Bytes datagram, RandomGenerator random) {
        var bytes = datagram.toArray();
        return switch (this) {
            case BITS_FLIPPED -> flipped(bytes, random);
            case BYTES_OVERWRITTEN -> overwritten(bytes, random);
            case BYTES_INSERTED_OR_DELETED -> insertedOrDeleted(bytes, random);
            case SLICE_DOUBLED -> doubled(bytes, random);
            case HALVES_SWAPPED -> swapped(bytes, random.nextInt(bytes.length + 1));
            case CUT -> Bytes.copyOf(bytes, 0, random.nextInt(bytes.length));
            case OPTION_NIBBLE_ALTERED -> altered(bytes, 0, random);
            case TOKEN_LENGTH_ALTERED -> tokenLength(bytes, random.nextInt(16));
            case EXTENSION_ALTERED -> altered(bytes, 1, random);
        };
    }

    private static Bytes flipped(byte[] bytes, RandomGenerator random) {
        for (int count = 1 + random.nextInt(8); count > 0; count--) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return Bytes.of(bytes);
    }

    private static Bytes overwritten(byte[] bytes, RandomGenerator random) {
        for (int count = 1 + random.nextInt(4); count > 0; count--) {
            bytes[random.nextInt(bytes.length)] = EXTREMES[random.nextInt(EXTREMES.length)];
        }
        return Bytes.of(bytes);
    }

    private static Bytes insertedOrDeleted(byte[] bytes, RandomGenerator random) {
        int at = random.nextInt(bytes.length);
        int count = 1 + random.nextInt(4);
        var out = new ByteArrayOutputStream();
        out.write(bytes, 0, at);
        if (random.nextBoolean()) {
            for (int i = 0; i < count; i++) {
                out.write(random.nextInt(256));
            }
            out.write(bytes, at, bytes.length - at);
        } else {
            int rest = Math.min(bytes.length, at + count);
            out.write(bytes, rest, bytes.length - rest);
        }
        return Bytes.of(out.toByteArray());
    }

    private static Bytes doubled(byte[] bytes, RandomGenerator random) {
        int from = random.nextInt(bytes.length);
        int length = random.nextInt(bytes.length - from + 1);
        var out = new ByteArrayOutputStream();
        out.write(bytes, 0, from + length);
        out.write(bytes, from, bytes.length - from);
        return Bytes.of(out.toByteArray());
    }

    private static Bytes swapped(byte[] bytes, int at) {
        var out = new ByteArrayOutputStream();
        out.write(bytes, at, bytes.length - at);
        out.write(bytes, 0, at);
        return Bytes.of(out.toByteArray());
    }

    private static Bytes tokenLength(byte[] bytes, int length) {
        bytes[0] = (byte) ((bytes[0] & 0xf0) | length);
        return Bytes.of(bytes);
    }

    private static Bytes altered(byte[] bytes, int behindHeader, RandomGenerator random) {
        var headers = optionHeaders(bytes);
        if (headers.isEmpty()) {
            return flipped(bytes, random);
        }
        int at = headers.get(random.nextInt(headers.size())) + behindHeader;
        bytes[Math.min(at, bytes.length - 1)] = (byte) random.nextInt(256);
        return Bytes.of(bytes);
    }

    // Where the options of a well-formed message start.
    private static List<Integer> optionHeaders(byte[] bytes) {
        var headers = new ArrayList<Integer>();
        int at = 4 + (bytes[0] & 15);
        for (var option : Wire.parse(Bytes.of(bytes)).options()) {
            headers.add(at);
            int extensions = Math.max(0, ((bytes[at] >> 4) & 15) - 12);
            extensions += Math.max(0, (bytes[at] & 15) - 12);
            at += 1 + extensions + option.value().length();
        }
        return headers;
    }
}
