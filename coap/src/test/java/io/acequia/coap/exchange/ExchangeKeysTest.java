package io.acequia.coap.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.coap.lockstep.Wire;
import io.acequia.coap.message.Code;
import io.acequia.coap.message.MessageReader;
import io.acequia.coap.message.MessageView;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExchangeKeysTest {
    private static final Wire REQUEST = Wire.con(Code.POST, 0x1234).token("01020304");

    private final ExchangeKeys keys = new ExchangeKeys(42);
    private final Peer peer = new Peer();

    ExchangeKeysTest() {
        peer.setV4(0xc000_0201, 40_000);
    }

    @Test
    @DisplayName("The key of a request never changes: it lies in logs of earlier versions")
    void stable() {
        assertEquals("81d68ee0434091f0", Long.toHexString(key(REQUEST)));
        assertEquals(key(REQUEST), key(REQUEST.path("event").payload("{}")));
        assertEquals(key(REQUEST), new ExchangeKeys(42).key(peer, view(REQUEST)));
    }

    static Stream<Arguments> otherRequests() {
        return Stream.of(
                Arguments.of("token", REQUEST.token("01020305")),
                Arguments.of("token length", REQUEST.token("0001020304")),
                Arguments.of("no token", REQUEST.token("")),
                Arguments.of("message ID", REQUEST.messageId(0x1235)),
                Arguments.of("message ID far away", REQUEST.messageId(0x9234)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("otherRequests")
    @DisplayName("RFC 7252 §4.4: another token or message ID is another request")
    void otherRequest(String what, Wire other) {
        assertNotEquals(key(REQUEST), key(other), what);
    }

    static Stream<Arguments> otherPeers() {
        return Stream.of(
                Arguments.of("address", 0xffff_c000_0202L, 0L, 40_000, 0),
                Arguments.of("prefix", 0xffff_c000_0201L, 1L, 40_000, 0),
                Arguments.of("port", 0xffff_c000_0201L, 0L, 40_001, 0),
                Arguments.of("scope", 0xffff_c000_0201L, 0L, 40_000, 1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("otherPeers")
    @DisplayName("RFC 7252 §4.4: the same message ID of another peer is another request")
    void otherPeer(String what, long low, long high, int port, int scope) {
        var other = new Peer();
        other.setV6(high, low, port, scope);

        assertNotEquals(key(REQUEST), keys.key(other, view(REQUEST)), what);
    }

    @Test
    @DisplayName("Who does not know the secret cannot tell the key")
    void secret() {
        assertNotEquals(key(REQUEST), new ExchangeKeys(43).key(peer, view(REQUEST)));
        assertNotEquals(key(REQUEST), new ExchangeKeys(0).key(peer, view(REQUEST)));
    }

    @Test
    @DisplayName("Four messages in a row of one peer share a bucket")
    void locality() {
        long bucket = key(REQUEST.messageId(0x1234)) >>> 32;

        for (int id = 0x1235; id <= 0x1237; id++) {
            long key = key(REQUEST.messageId(id).token("ff"));
            assertEquals(bucket, key >>> 32);
            assertEquals(id & 3, key & 3, "four in a row never have the same key");
        }
        assertNotEquals(bucket, key(REQUEST.messageId(0x1238)) >>> 32);
    }

    @Test
    @DisplayName("A million requests of a thousand peers have a million keys")
    void distinct() {
        var requests =
                IntStream.range(0, 1_000).mapToObj(id -> view(REQUEST.messageId(id))).toList();
        var seen = new long[1_000_000];

        for (int i = 0; i < seen.length; i++) {
            peer.setV4(0x0a00_0000 + i / 1_000, 5683);
            seen[i] = keys.key(peer, requests.get(i % 1_000));
        }

        Arrays.sort(seen);
        for (int i = 1; i < seen.length; i++) {
            assertNotEquals(seen[i - 1], seen[i]);
        }
    }

    @Test
    @DisplayName("Neighbouring addresses spread evenly over the buckets")
    void evenlySpread() {
        int buckets = 4_096;
        int each = 64;
        var counts = new int[buckets];
        var request = view(REQUEST);

        for (int device = 0; device < buckets * each; device++) {
            peer.setV4(0x0a00_0000 + device, 5683);
            counts[(int) (keys.key(peer, request) >>> 32) & (buckets - 1)]++;
        }

        double chiSquare = 0;
        for (int count : counts) {
            chiSquare += (double) (count - each) * (count - each) / each;
        }
        // 4,095 degrees of freedom: standard deviation 90.5; five of them
        assertEquals(buckets - 1, chiSquare, 5 * 90.5);
    }

    @Test
    @DisplayName(
            "Each bit of an address and port turns about half of the bits that choose the bucket")
    void avalanche() {
        var request = view(REQUEST);
        for (int bit = 0; bit < 48; bit++) {
            int turned = 0;
            for (int sample = 0; sample < 200; sample++) {
                long low = 0x0123_4567_89abL * (sample + 1);
                peer.setV6(1, low >>> 16, (int) low & 0xffff, 0);
                long before = keys.key(peer, request);
                long other = low ^ (1L << bit);
                peer.setV6(1, other >>> 16, (int) other & 0xffff, 0);
                turned += Long.bitCount((before ^ keys.key(peer, request)) >>> 32);
            }
            int average = turned / 200;
            assertTrue(average >= 14 && average <= 18, "bit " + bit + " turns " + average);
        }
    }

    private long key(Wire request) {
        return keys.key(peer, view(request));
    }

    private MessageView view(Wire request) {
        var bytes = request.bytes();
        var reading = new MessageReader().read(bytes.toArray(), 0, bytes.length());
        return assertInstanceOf(MessageView.class, reading);
    }
}
