package io.acequia.coap.lockstep;

import io.acequia.coap.message.Bytes;
import io.acequia.coap.message.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Well-formed messages of all shapes, with a liking for the borders of RFC 7252 §3.1.
public final class RandomMessages {
    private static final List<Integer> BORDERS = List.of(0, 1, 12, 13, 14, 268, 269, 270, 600);
    private static final int LARGEST_NUMBER = 65_535;

    private final RandomGenerator random;

    /// Makes messages by a source of randomness.
    public RandomMessages(RandomGenerator random) {
        this.random = random;
    }

    /// Returns the next message, never an empty one.
    public Wire next() {
        var options = new ArrayList<Option>();
        int number = 0;
        for (int count = random.nextInt(6); count > 0; count--) {
            number = Math.min(LARGEST_NUMBER, number + border());
            options.add(new Option(number, bytes(border())));
        }
        var payload = random.nextBoolean() ? Bytes.EMPTY : bytes(1 + random.nextInt(40));
        return new Wire(
                random.nextInt(4),
                1 + random.nextInt(255),
                random.nextInt(0x1_0000),
                bytes(random.nextInt(9)),
                options,
                payload);
    }

    private int border() {
        return random.nextInt(4) > 0
                ? random.nextInt(13)
                : BORDERS.get(random.nextInt(BORDERS.size()));
    }

    private Bytes bytes(int length) {
        var array = new byte[length];
        random.nextBytes(array);
        return Bytes.of(array);
    }
}
