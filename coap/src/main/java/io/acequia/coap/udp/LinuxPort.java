package io.acequia.coap.udp;

import static java.lang.foreign.MemoryLayout.PathElement.groupElement;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.acequia.coap.exchange.DatagramPort;
import io.acequia.coap.exchange.Peer;
import io.acequia.coap.exchange.Tally;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/// A UDP socket of Linux that takes and sends a whole burst of datagrams by one system call
/// (`recvmmsg`, `sendmmsg`).
///
/// When no datagram is there the thread waits for the socket and for an `eventfd` that other
/// threads write to; under load it never waits and nobody writes. Each received datagram has a
/// small buffer and, behind it, a large one that only datagrams over 2 KiB touch, so that a burst
/// stays in the cache.
public final class LinuxPort implements DatagramPort {
    private static final int SMALL = 2_048, LARGE = 65_536 - SMALL;
    private static final int SMALL_STRIDE = SMALL + 192; // not all buffers in the same cache sets
    private static final long HEADER = LinuxCalls.MMSGHDR.byteSize();
    private static final long VECTOR = LinuxCalls.IOVEC.byteSize();
    private static final long NAME = offset("msg_name"), NAME_LENGTH = offset("msg_namelen");
    private static final long VECTORS = offset("msg_iov"), VECTOR_COUNT = offset("msg_iovlen");
    private static final long LENGTH = offset("msg_len");

    private final Arena arena = Arena.ofShared();
    private final MemorySegment state = arena.allocate(LinuxCalls.callState());
    private final MemorySegment wakeState = arena.allocate(LinuxCalls.callState());
    private final int burst;
    private final int family;
    private final int socket;
    private final int wakeDescriptor;
    private final InetSocketAddress localAddress;

    private final MemorySegment in;
    private final MemorySegment inLarge;
    private final MemorySegment inPeers;
    private final MemorySegment inHeaders;
    private final MemorySegment out;
    private final MemorySegment outPeers;
    private final MemorySegment outVectors;
    private final MemorySegment outHeaders;
    private final MemorySegment pollDescriptors = arena.allocate(LinuxCalls.POLLFD, 2);
    private final MemorySegment eventValue = arena.allocate(JAVA_LONG);

    private final byte[] bytes = new byte[SMALL + LARGE];
    private final Peer peer = new Peer();
    private final Tally unsent = new Tally();
    private int waiting; // datagrams in `out`

    private volatile boolean asleep; // written by the port's thread, read by who wakes it
    private volatile boolean awoken; // written by both
    private boolean closed; // guarded by this

    private LinuxPort(InetSocketAddress address, UdpSettings settings) throws IOException {
        burst = settings.burst();
        in = arena.allocate((long) SMALL_STRIDE * burst, 64);
        inLarge = arena.allocate((long) LARGE * burst, 64);
        inPeers = arena.allocate((long) SocketAddressLayout.SLOT * burst, 64);
        inHeaders = arena.allocate(HEADER * burst, 64);
        out = arena.allocate((long) SMALL_STRIDE * burst, 64);
        outPeers = arena.allocate((long) SocketAddressLayout.SLOT * burst, 64);
        outVectors = arena.allocate(VECTOR * burst, 64);
        outHeaders = arena.allocate(HEADER * burst, 64);
        prepareIn(arena.allocate(VECTOR * 2 * burst, 64));
        prepareOut();
        boolean isV4 = Peer.of(address).isV4();
        family = isV4 ? LinuxCalls.AF_INET : LinuxCalls.AF_INET6;
        socket = openSocket(address, settings);
        wakeDescriptor = LinuxSocket.check(LinuxCalls.eventDescriptor(state), "eventfd");
        preparePoll(0, socket);
        preparePoll(1, wakeDescriptor);
        localAddress = LinuxSocket.localAddress(arena, state, socket);
    }

    private int openSocket(InetSocketAddress address, UdpSettings settings) throws IOException {
        try {
            return LinuxSocket.open(arena, state, family, address, settings);
        } catch (IOException e) {
            arena.close();
            throw e;
        }
    }

    /// Opens a port bound to an address; port 0 takes any that is free.
    public static LinuxPort bind(InetSocketAddress address, UdpSettings settings)
            throws IOException {
        return new LinuxPort(address, settings);
    }

    private static long offset(String field) {
        return LinuxCalls.MMSGHDR.byteOffset(groupElement(field));
    }

    private void prepareIn(MemorySegment vectors) {
        for (long i = 0; i < burst; i++) {
            long vector = 2 * VECTOR * i;
            vectors.set(ADDRESS, vector, in.asSlice(SMALL_STRIDE * i, SMALL));
            vectors.set(JAVA_LONG, vector + 8, SMALL);
            vectors.set(ADDRESS, vector + VECTOR, inLarge.asSlice(LARGE * i, LARGE));
            vectors.set(JAVA_LONG, vector + VECTOR + 8, LARGE);
            long header = HEADER * i;
            int slot = SocketAddressLayout.SLOT;
            inHeaders.set(ADDRESS, header + NAME, inPeers.asSlice(slot * i, slot));
            inHeaders.set(JAVA_INT, header + NAME_LENGTH, slot);
            inHeaders.set(ADDRESS, header + VECTORS, vectors.asSlice(vector, 2 * VECTOR));
            inHeaders.set(JAVA_LONG, header + VECTOR_COUNT, 2);
        }
    }

    private void prepareOut() {
        for (long i = 0; i < burst; i++) {
            outVectors.set(ADDRESS, VECTOR * i, out.asSlice(SMALL_STRIDE * i, SMALL));
            long header = HEADER * i;
            int slot = SocketAddressLayout.SLOT;
            outHeaders.set(ADDRESS, header + NAME, outPeers.asSlice(slot * i, slot));
            outHeaders.set(ADDRESS, header + VECTORS, outVectors.asSlice(VECTOR * i, VECTOR));
            outHeaders.set(JAVA_LONG, header + VECTOR_COUNT, 1);
        }
    }

    private void preparePoll(int index, int descriptor) {
        long at = LinuxCalls.POLLFD.byteSize() * index;
        pollDescriptors.set(JAVA_INT, at, descriptor);
        pollDescriptors.set(JAVA_SHORT, at + 4, LinuxCalls.POLLIN);
    }

    @Override
    public int receive(long maxWaitNanos, Receiver receiver) throws IOException {
        int count = receiveNow();
        if (count == 0 && maxWaitNanos > 0) {
            sleep(maxWaitNanos);
            count = receiveNow();
        }
        for (int i = 0; i < count; i++) {
            deliver(i, receiver);
        }
        return count;
    }

    private int receiveNow() throws IOException {
        int count = LinuxCalls.receive(state, socket, inHeaders, burst);
        if (count >= 0) {
            return count;
        }
        if (count == -LinuxCalls.EAGAIN || count == -LinuxCalls.EINTR) {
            return 0;
        }
        throw new IOException("recvmmsg failed with error number " + -count);
    }

    private void deliver(int index, Receiver receiver) {
        long header = HEADER * index;
        int length = inHeaders.get(JAVA_INT, header + LENGTH);
        // the kernel overwrote it with the length of the address
        inHeaders.set(JAVA_INT, header + NAME_LENGTH, SocketAddressLayout.SLOT);
        SocketAddressLayout.read(inPeers, (long) SocketAddressLayout.SLOT * index, peer);
        int small = Math.min(length, SMALL);
        MemorySegment.copy(in, JAVA_BYTE, (long) SMALL_STRIDE * index, bytes, 0, small);
        if (length > SMALL) {
            long from = (long) LARGE * index;
            MemorySegment.copy(inLarge, JAVA_BYTE, from, bytes, SMALL, length - SMALL);
        }
        receiver.receive(peer, bytes, 0, length);
    }

    // Whoever calls wakeUp sets `awoken` and then looks at `asleep`; here it is the other way
    // round, so one of the two sees the other.
    private void sleep(long nanos) {
        asleep = true;
        if (!awoken) {
            int millis =
                    (int) Math.min(Integer.MAX_VALUE, TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
            LinuxCalls.poll(state, pollDescriptors, 2, millis);
            if (pollDescriptors.get(JAVA_SHORT, LinuxCalls.POLLFD.byteSize() + 6) != 0) {
                LinuxCalls.readEvent(state, wakeDescriptor, eventValue);
            }
        }
        asleep = false;
        awoken = false;
    }

    @Override
    public void wakeUp() {
        awoken = true;
        if (asleep) {
            writeEvent();
        }
    }

    private synchronized void writeEvent() {
        if (!closed) {
            LinuxCalls.writeEvent(wakeState, wakeDescriptor);
        }
    }

    @Override
    public void send(Peer to, byte[] source, int from, int length) throws IOException {
        if (family == LinuxCalls.AF_INET && !to.isV4()) {
            unsent.increment(); // such an address cannot be written
            return;
        }
        if (length > SMALL) {
            flush();
            sendLarge(to, source, from, length);
            return;
        }
        MemorySegment.copy(source, from, out, JAVA_BYTE, (long) SMALL_STRIDE * waiting, length);
        outVectors.set(JAVA_LONG, VECTOR * waiting + 8, length);
        writePeer(to);
        if (++waiting == burst) {
            flush();
        }
    }

    private void writePeer(Peer to) {
        long slot = (long) SocketAddressLayout.SLOT * waiting;
        int length = SocketAddressLayout.write(outPeers, slot, to, family);
        outHeaders.set(JAVA_INT, HEADER * waiting + NAME_LENGTH, length);
    }

    // Borrows the first slot: its vector points to the large bytes for the time of one call.
    private void sendLarge(Peer to, byte[] source, int from, int length) throws IOException {
        try (var temporary = Arena.ofConfined()) {
            var copy = temporary.allocate(length);
            MemorySegment.copy(source, from, copy, JAVA_BYTE, 0, length);
            outVectors.set(ADDRESS, 0, copy);
            outVectors.set(JAVA_LONG, 8, length);
            writePeer(to);
            waiting = 1;
            flush();
        } finally {
            outVectors.set(ADDRESS, 0, out);
        }
    }

    @Override
    public void flush() throws IOException {
        int sent = 0;
        while (sent < waiting) {
            var headers = sent == 0 ? outHeaders : outHeaders.asSlice(HEADER * sent);
            int count = LinuxCalls.send(state, socket, headers, waiting - sent);
            if (count > 0) {
                sent += count;
            } else if (count != -LinuxCalls.EINTR) {
                // The error belongs to the first datagram of the call; the others can still go.
                unsent.increment();
                sent++;
            }
        }
        waiting = 0;
    }

    @Override
    public InetSocketAddress localAddress() {
        return localAddress;
    }

    /// Returns how many bytes of receive buffer the kernel granted.
    public int receiveBuffer() {
        return LinuxSocket.receiveBuffer(arena, state, socket);
    }

    @Override
    public long unsent() {
        return unsent.get();
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            LinuxCalls.close(state, socket);
            LinuxCalls.close(state, wakeDescriptor);
            arena.close();
        }
    }
}
