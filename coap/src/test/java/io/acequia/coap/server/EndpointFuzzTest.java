package io.acequia.coap.server;

import static io.acequia.coap.lockstep.Wire.con;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.coap.lockstep.LockstepEndpoint;
import io.acequia.coap.lockstep.Mutation;
import io.acequia.coap.lockstep.RandomMessages;
import io.acequia.coap.lockstep.Resources;
import io.acequia.coap.lockstep.ScriptedPeer;
import io.acequia.coap.lockstep.Seed;
import io.acequia.coap.lockstep.Wire;
import io.acequia.coap.message.Bytes;
import io.acequia.coap.message.Code;
import io.acequia.coap.message.ContentFormat;
import io.acequia.coap.message.MessageType;
import io.acequia.coap.message.OptionNumber;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Anything that may arrive at a server: it gets silence, a reset or a short answer, and nothing
/// stays behind.
class EndpointFuzzTest {
    private static final int TRIES = 30_000;
    private static final int RESET = 0x70;
    private static final Wire EVENT =
            con(Code.POST, 1)
                    .token("c0ffee")
                    .path("event")
                    .option(OptionNumber.CONTENT_FORMAT, ContentFormat.JSON)
                    .option(OptionNumber.URI_QUERY, "61".repeat(20))
                    .option(OptionNumber.REQUEST_TAG, "0102030405060708090a0b0c0d")
                    .payload("{\"sender\":\"demo\",\"payload\":{\"type\":\"t\",\"value\":21.5}}");
    private static final Wire HEALTH = con(Code.GET, 1).token("01").path("health");

    private final Resources resources = new Resources();
    private final LockstepEndpoint endpoint = new LockstepEndpoint(resources.router());
    private final Random random = new Random(Seed.get());
    private final RandomMessages messages = new RandomMessages(random);
    private final ScriptedPeer client = endpoint.peer();

    @AfterEach
    void endpointIsWell() {
        assertEquals(0, endpoint.statistics().failures.get(), this::seed);
        endpoint.pass(Duration.ofMinutes(5));
        assertEquals(Long.MAX_VALUE, endpoint.port().lastWait(), "nothing is to be done");
        client.receiveAll();
        client.send(HEALTH.messageId(2).token("02"));
        assertEquals(Code.CONTENT, client.receive().code());
    }

    @Test
    @DisplayName("DG-13: random datagrams")
    void random() {
        for (int i = 0; i < TRIES; i++) {
            var bytes = new byte[random.nextInt(1_500)];
            random.nextBytes(bytes);
            tryOne(Bytes.of(bytes));
        }
    }

    @Test
    @DisplayName("DG-13: random good messages")
    void goodMessages() {
        for (int i = 0; i < TRIES; i++) {
            tryOne(messages.next().bytes());
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("DG-14 to DG-20: altered requests")
    void altered(Mutation mutation) {
        for (int i = 0; i < TRIES; i++) {
            var base = (i % 2 == 0 ? EVENT : HEALTH).messageId(random.nextInt(0x1_0000));
            tryOne(mutation.apply(base.bytes(), random));
        }
        assertTrue(endpoint.statistics().malformed.get() > 0);
    }

    private void tryOne(Bytes datagram) {
        client.send(datagram);

        var sent = endpoint.port().sent();
        assertTrue(sent.size() <= 1, this::seed);
        if (!sent.isEmpty()) {
            check(datagram, sent.remove().bytes());
        }
    }

    private void check(Bytes datagram, Bytes answer) {
        var wire = Wire.parse(answer);
        assertNotEquals(Code.INTERNAL_SERVER_ERROR, wire.code(), () -> datagram + seed());
        boolean wasConfirmable = (datagram.at(0) & 0x30) == 0;
        if (wasConfirmable) {
            assertEquals(datagram.at(2) * 256 + datagram.at(3), wire.messageId(), this::seed);
        } else {
            assertEquals(MessageType.NON, wire.type(), this::seed);
        }
        if (answer.at(0) != RESET && Code.classOf(wire.code()) != 2) {
            assertTrue(answer.length() <= 3 * datagram.length(), () -> datagram + seed());
        }
    }

    private String seed() {
        return ", repeat it with -Dacequia.seed=" + Seed.get();
    }
}
