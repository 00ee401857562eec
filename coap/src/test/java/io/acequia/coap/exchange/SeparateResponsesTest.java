package io.acequia.coap.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.coap.lockstep.ScriptedPort;
import io.acequia.coap.lockstep.Seed;
import io.acequia.coap.lockstep.Wire;
import io.acequia.coap.message.Code;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeparateResponsesTest {
    private static final byte[] RESPONSE = Wire.con(Code.CREATED, 1).bytes().toArray();
    private static final long FOR_EVER = Long.MAX_VALUE;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final ScriptedPort port = new ScriptedPort();
    private final EndpointStatistics statistics = new EndpointStatistics();
    private final Peer peer = new Peer();
    private SeparateResponses responses = new SeparateResponses(port, new Random(1), statistics);

    SeparateResponsesTest() {
        peer.setV4(0xc000_0201, 40_000);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    @DisplayName(
            "#45 RFC 7252 §4.2: repeated after 2 to 3 s, then after twice as long, at most 4 times")
    void timesOfRepetition(long seed) throws IOException {
        responses = new SeparateResponses(port, new Random(seed), statistics);
        responses.send(peer, 1, RESPONSE, 0);

        var times = runToTheEnd();

        assertEquals(5, sent());
        assertEquals(4, statistics.retransmissions.get());
        assertEquals(5, times.size());
        long first = times.getFirst();
        assertTrue(first >= 2 * SECOND && first <= 3 * SECOND, () -> first + " ns");
        // the last wait is for an acknowledgement alone
        assertEquals(List.of(first, 3 * first, 7 * first, 15 * first, 31 * first), times);
        assertTrue(31 * first <= Transmission.MAX_TRANSMIT_WAIT.toNanos());
    }

    @Test
    @DisplayName("RFC 7252 §4.2: first waits are spread between 2 and 3 s")
    void randomness() throws IOException {
        long least = FOR_EVER;
        long most = 0;
        var random = new Random(Seed.get());
        for (int i = 0; i < 1_000; i++) {
            responses = new SeparateResponses(port, random, statistics);
            responses.send(peer, 1, RESPONSE, 0);
            long wait = responses.untilDue(0, FOR_EVER);
            least = Math.min(least, wait);
            most = Math.max(most, wait);
        }

        assertEquals(2.0, least / 1e9, 0.02);
        assertEquals(3.0, most / 1e9, 0.02);
    }

    @Test
    @DisplayName("#46 RFC 7252 §4.2: what is acknowledged is not repeated")
    void settle() throws IOException {
        responses.send(peer, 1, RESPONSE, 0);
        responses.settle(peer, 1);

        runToTheEnd();

        assertEquals(1, sent());
        assertEquals(0, statistics.retransmissions.get());
    }

    @Test
    @DisplayName("RFC 7252 §4.2: an acknowledgement of another peer or message ends nothing")
    void settleOther() throws IOException {
        var other = new Peer();
        other.setV4(0xc000_0201, 40_001);
        responses.settle(peer, 1);
        responses.send(peer, 1, RESPONSE, 0);

        responses.settle(other, 1);
        responses.settle(peer, 2);

        runToTheEnd();
        assertEquals(5, sent());
    }

    @Test
    @DisplayName("Several wait at a time, each for itself; the next one due says how long")
    void several() throws IOException {
        for (int id = 0; id < 10; id++) {
            responses.send(peer, id, RESPONSE, id * SECOND / 10);
        }
        assertEquals(10, statistics.separate.get());
        assertTrue(responses.untilDue(SECOND, FOR_EVER) >= SECOND);
        assertEquals(7, responses.untilDue(SECOND, 7));

        for (int id = 0; id < 10; id += 2) {
            responses.settle(peer, id);
        }

        runToTheEnd();
        assertEquals(10 + 5 * 4, sent());
    }

    @Test
    @DisplayName("The peer may be reused after the call")
    void peerIsCopied() throws IOException {
        responses.send(peer, 1, RESPONSE, 0);
        var before = Peer.of(peer.toSocketAddress());

        peer.setV4(1, 1);

        runToTheEnd();
        port.flush();
        assertTrue(port.sent().stream().allMatch(datagram -> datagram.peer().equals(before)));
    }

    @Test
    @DisplayName("There is room for 16,384 that nobody acknowledged")
    void bounded() throws IOException {
        for (int i = 0; i < 16_384; i++) {
            assertTrue(responses.hasRoom());
            peer.setV4(i, 5683);
            responses.send(peer, 1, RESPONSE, 0);
        }
        assertFalse(responses.hasRoom());

        responses.settle(peer, 1);
        assertTrue(responses.hasRoom());

        runToTheEnd();
        assertEquals(FOR_EVER, responses.untilDue(0, FOR_EVER));
    }

    // Returns the times at which something was due.
    private List<Long> runToTheEnd() throws IOException {
        var times = new ArrayList<Long>();
        long now = 0;
        for (long wait = responses.untilDue(now, FOR_EVER); wait < FOR_EVER; ) {
            now += wait;
            times.add(now);
            responses.repeat(now);
            wait = responses.untilDue(now, FOR_EVER);
        }
        return times;
    }

    private int sent() {
        port.flush();
        return port.sent().size();
    }
}
