package io.acequia.codec;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Damages bytes as bad links and bad programs do.
final class Mutation {
    private static final byte[] LIKELY =
            Bodies.utf8("{}[]\",:\\u0123456789-+.eEtrfalsn \n/'\0\u007f");

    private Mutation() {}

    /// Returns a copy with one to three changes.
    static byte[] of(byte[] bytes, RandomGenerator random) {
        byte[] changed = bytes;
        for (int i = random.nextInt(1, 4); i > 0 && changed.length > 0; i--) {
            changed = change(changed, random);
        }
        return changed;
    }

    private static byte[] change(byte[] bytes, RandomGenerator random) {
        int at = random.nextInt(bytes.length);
        int length = Math.min(random.nextInt(1, 12), bytes.length - at);
        return switch (random.nextInt(6)) {
            case 0 -> set(bytes, at, (byte) random.nextInt());
            case 1 -> set(bytes, at, LIKELY[random.nextInt(LIKELY.length)]);
            case 2 -> set(bytes, at, (byte) (bytes[at] ^ (1 << random.nextInt(8))));
            case 3 -> replace(bytes, at, 0, new byte[] {LIKELY[random.nextInt(LIKELY.length)]});
            case 4 -> replace(bytes, at, length, new byte[0]);
            default ->
                    replace(
                            bytes,
                            random.nextInt(bytes.length),
                            0,
                            Arrays.copyOfRange(bytes, at, at + length));
        };
    }

    private static byte[] set(byte[] bytes, int at, byte value) {
        byte[] changed = bytes.clone();
        changed[at] = value;
        return changed;
    }

    private static byte[] replace(byte[] bytes, int at, int length, byte[] by) {
        byte[] changed = Arrays.copyOf(bytes, bytes.length - length + by.length);
        System.arraycopy(by, 0, changed, at, by.length);
        int rest = at + length;
        System.arraycopy(bytes, rest, changed, at + by.length, bytes.length - rest);
        return changed;
    }
}
