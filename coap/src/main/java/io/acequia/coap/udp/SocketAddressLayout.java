package io.acequia.coap.udp;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.acequia.coap.exchange.Peer;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Reads and writes `struct sockaddr_in` and `struct sockaddr_in6` of Linux.
///
/// ```
/// sockaddr_in:  family 2, port 2, address 4                          | 16 bytes with padding
/// sockaddr_in6: family 2, port 2, flow 4, address 16, scope 4        | 28 bytes
/// ```
final class SocketAddressLayout {
    /// Room for either, aligned.
    static final int SLOT = 32;

    private static final int V4_LENGTH = 16, V6_LENGTH = 28;
    private static final ValueLayout.OfShort PORT = JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt INT_BE =
            JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong LONG_BE =
            JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private SocketAddressLayout() {}

    /// Sets a peer to the address that lies at an offset.
    static void read(MemorySegment segment, long offset, Peer peer) {
        int port = segment.get(PORT, offset + 2) & 0xffff;
        if (segment.get(JAVA_SHORT, offset) == LinuxCalls.AF_INET) {
            peer.setV4(segment.get(INT_BE, offset + 4), port);
        } else {
            peer.setV6(
                    segment.get(LONG_BE, offset + 8),
                    segment.get(LONG_BE, offset + 16),
                    port,
                    segment.get(JAVA_INT, offset + 24));
        }
    }

    /// Writes the address of a peer for a socket of a family and returns its length.
    static int write(MemorySegment segment, long offset, Peer peer, int family) {
        segment.set(JAVA_SHORT, offset, (short) family);
        segment.set(PORT, offset + 2, (short) peer.port());
        if (family == LinuxCalls.AF_INET) {
            segment.set(INT_BE, offset + 4, peer.v4());
            return V4_LENGTH;
        }
        segment.set(JAVA_INT, offset + 4, 0);
        segment.set(LONG_BE, offset + 8, peer.high());
        segment.set(LONG_BE, offset + 16, peer.low());
        segment.set(JAVA_INT, offset + 24, peer.scope());
        return V6_LENGTH;
    }
}
