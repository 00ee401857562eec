package io.acequia.coap.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.coap.lockstep.Mutation;
import io.acequia.coap.lockstep.RandomMessages;
import io.acequia.coap.lockstep.Seed;
import io.acequia.coap.lockstep.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Reader and writer against each other, and the reader against anything.
class MessageRoundTripTest {
    private static final int TRIES = 100_000;
    private static final int MARGIN = 4;
    private static final Duration SOON = Duration.ofSeconds(30);

    private final MessageReader reader = new MessageReader();
    private final MessageWriter writer = new MessageWriter(8_192);
    private final Random random = new Random(Seed.get());
    private final RandomMessages messages = new RandomMessages(random);

    @Test
    @DisplayName("RFC 7252 §3: what is written is read again as it was")
    void readOfWriteIsIdentity() {
        for (int i = 0; i < TRIES; i++) {
            var wire = messages.next();

            writer.begin(
                            wire.type(),
                            wire.code(),
                            wire.messageId(),
                            number(wire.token()),
                            wire.token().length())
                    .options(wire.options())
                    .payload(wire.payload());

            var written = Bytes.copyOf(writer.bytes(), 0, writer.length());
            assertEquals(wire.bytes(), written, this::seed);
            assertEquals(wire, read(written), this::seed);
        }
    }

    @Test
    @DisplayName("DG-13: 100,000 random datagrams are read without harm")
    void randomBytes() {
        assertTimeout(
                SOON,
                () -> {
                    for (int i = 0; i < TRIES; i++) {
                        var bytes = new byte[random.nextInt(random.nextBoolean() ? 30 : 1_500)];
                        random.nextBytes(bytes);
                        if (bytes.length > 0 && random.nextInt(4) > 0) {
                            bytes[0] = (byte) ((bytes[0] & 0x37) | 0x40); // the right version
                        }
                        readAnything(Bytes.of(bytes));
                    }
                });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("DG-14 to DG-20: 100,000 altered datagrams are read without harm")
    void alteredMessages(Mutation mutation) {
        assertTimeout(
                SOON,
                () -> {
                    for (int i = 0; i < TRIES; i++) {
                        readAnything(mutation.apply(messages.next().bytes(), random));
                    }
                });
    }

    // The same datagram between zeros and between ones: what lies around it must not matter.
    private void readAnything(Bytes datagram) {
        var amongZeros = digest(datagram, (byte) 0);
        var amongOnes = digest(datagram, (byte) 0xff);

        assertEquals(amongZeros, amongOnes, () -> datagram + ", " + seed());
    }

    private Object digest(Bytes datagram, byte around) {
        var array = new byte[datagram.length() + 2 * MARGIN];
        Arrays.fill(array, around);
        datagram.copyTo(array, MARGIN);
        return switch (reader.read(array, MARGIN, datagram.length())) {
            case Malformed malformed -> malformed;
            case MessageView view -> {
                checkBounds(view, datagram.length());
                if (!view.hasTooManyOptions()) {
                    assertEquals(Wire.parse(datagram), wire(view), this::seed);
                }
                yield wire(view);
            }
        };
    }

    private void checkBounds(MessageView view, int length) {
        int end = MARGIN + length;
        int at = MARGIN + MessageView.HEADER_LENGTH + view.tokenLength();
        for (int i = 0; i < view.optionCount(); i++) {
            assertTrue(view.optionFrom(i) > at, this::seed);
            at = view.optionFrom(i) + view.optionLength(i);
            assertTrue(at <= end, this::seed);
        }
        assertTrue(view.payloadFrom() >= at, this::seed);
        assertEquals(end, view.payloadFrom() + view.payloadLength(), this::seed);
    }

    private Wire read(Bytes datagram) {
        var reading = reader.read(datagram.toArray(), 0, datagram.length());
        return wire(assertInstanceOf(MessageView.class, reading, this::seed));
    }

    private static Wire wire(MessageView view) {
        var options = new ArrayList<Option>();
        for (int i = 0; i < view.optionCount(); i++) {
            var value = Bytes.copyOf(view.bytes(), view.optionFrom(i), view.optionLength(i));
            options.add(new Option(view.optionNumber(i), value));
        }
        var token = new byte[view.tokenLength()];
        for (int i = 0; i < token.length; i++) {
            token[i] = (byte) (view.token() >>> (8 * (token.length - 1 - i)));
        }
        return new Wire(
                view.type(),
                view.code(),
                view.messageId(),
                Bytes.of(token),
                options,
                Bytes.copyOf(view.bytes(), view.payloadFrom(), view.payloadLength()));
    }

    private static long number(Bytes token) {
        long number = 0;
        for (int i = 0; i < token.length(); i++) {
            number = number * 256 + token.at(i);
        }
        return number;
    }

    private String seed() {
        return "repeat it with -Dacequia.seed=" + Seed.get();
    }
}
