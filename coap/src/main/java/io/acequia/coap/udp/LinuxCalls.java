package io.acequia.coap.udp;

import static java.lang.foreign.MemoryLayout.PathElement.groupElement;
import static java.lang.foreign.MemoryLayout.paddingLayout;
import static java.lang.foreign.MemoryLayout.structLayout;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/// System calls of 64-bit Linux with glibc, on x86-64 and aarch64. Each returns its result, or the
/// negative error number.
final class LinuxCalls {
    static final int AF_INET = 2, AF_INET6 = 10;
    static final int MSG_DONTWAIT = 0x40;
    static final int EINTR = 4, EAGAIN = 11, EADDRINUSE = 98, EADDRNOTAVAIL = 99, EACCES = 13;
    static final int SO_SNDBUF = 7, SO_RCVBUF = 8, SO_REUSEPORT = 15;
    static final int SOL_SOCKET = 1, IPPROTO_IPV6 = 41, IPV6_V6ONLY = 26;
    static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000, EFD_NONBLOCK_CLOEXEC = 0x800 | 0x80000;
    static final short POLLIN = 1;

    static final StructLayout IOVEC =
            structLayout(ADDRESS.withName("iov_base"), JAVA_LONG.withName("iov_len"));
    static final StructLayout MMSGHDR =
            structLayout(
                    ADDRESS.withName("msg_name"),
                    JAVA_INT.withName("msg_namelen"),
                    paddingLayout(4),
                    ADDRESS.withName("msg_iov"),
                    JAVA_LONG.withName("msg_iovlen"),
                    ADDRESS.withName("msg_control"),
                    JAVA_LONG.withName("msg_controllen"),
                    JAVA_INT.withName("msg_flags"),
                    paddingLayout(4),
                    JAVA_INT.withName("msg_len"),
                    paddingLayout(4));
    static final StructLayout POLLFD =
            structLayout(
                    JAVA_INT.withName("fd"),
                    ValueLayout.JAVA_SHORT.withName("events"),
                    ValueLayout.JAVA_SHORT.withName("revents"));

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = CALL_STATE.varHandle(groupElement("errno"));

    // Linking is most of what a start costs, and is paid for each shape of a call. Integers and
    // pointers travel in the same registers on both processors, those that a function does not ask
    // for are ignored: so one shape of five 64-bit arguments serves all functions.
    private static final MethodHandle CALL = link();

    private static final MemorySegment SOCKET = find("socket");
    private static final MemorySegment SETSOCKOPT = find("setsockopt");
    private static final MemorySegment GETSOCKOPT = find("getsockopt");
    private static final MemorySegment BIND = find("bind");
    private static final MemorySegment GETSOCKNAME = find("getsockname");
    private static final MemorySegment RECVMMSG = find("recvmmsg");
    private static final MemorySegment SENDMMSG = find("sendmmsg");
    private static final MemorySegment POLL = find("poll");
    private static final MemorySegment EVENTFD = find("eventfd");
    private static final MemorySegment EVENTFD_READ = find("eventfd_read");
    private static final MemorySegment EVENTFD_WRITE = find("eventfd_write");
    private static final MemorySegment CLOSE = find("close");

    private LinuxCalls() {}

    private static MemorySegment find(String name) {
        return LINKER.defaultLookup().findOrThrow(name);
    }

    @SuppressWarnings("restricted") // native access is what this class is for
    private static MethodHandle link() {
        return LINKER.downcallHandle(
                FunctionDescriptor.of(
                        JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
                Linker.Option.captureCallState("errno"));
    }

    static StructLayout callState() {
        return CALL_STATE;
    }

    static int socket(MemorySegment state, int family) {
        return call(SOCKET, state, family, SOCK_DGRAM_CLOEXEC, 0, 0, 0);
    }

    static int setOption(MemorySegment state, int fd, int level, int name, MemorySegment value) {
        return call(SETSOCKOPT, state, fd, level, name, value.address(), Integer.BYTES);
    }

    static int getOption(
            MemorySegment state,
            int fd,
            int level,
            int name,
            MemorySegment value,
            MemorySegment length) {
        return call(GETSOCKOPT, state, fd, level, name, value.address(), length.address());
    }

    static int bind(MemorySegment state, int fd, MemorySegment address, int length) {
        return call(BIND, state, fd, address.address(), length, 0, 0);
    }

    static int localAddress(
            MemorySegment state, int fd, MemorySegment address, MemorySegment length) {
        return call(GETSOCKNAME, state, fd, address.address(), length.address(), 0, 0);
    }

    static int receive(MemorySegment state, int fd, MemorySegment headers, int count) {
        return call(RECVMMSG, state, fd, headers.address(), count, MSG_DONTWAIT, 0);
    }

    static int send(MemorySegment state, int fd, MemorySegment headers, int count) {
        return call(SENDMMSG, state, fd, headers.address(), count, 0, 0);
    }

    static int poll(MemorySegment state, MemorySegment descriptors, long count, int millis) {
        return call(POLL, state, descriptors.address(), count, millis, 0, 0);
    }

    static int eventDescriptor(MemorySegment state) {
        return call(EVENTFD, state, 0, EFD_NONBLOCK_CLOEXEC, 0, 0, 0);
    }

    static int readEvent(MemorySegment state, int fd, MemorySegment value) {
        return call(EVENTFD_READ, state, fd, value.address(), 0, 0, 0);
    }

    static int writeEvent(MemorySegment state, int fd) {
        return call(EVENTFD_WRITE, state, fd, 1, 0, 0, 0);
    }

    static int close(MemorySegment state, int fd) {
        return call(CLOSE, state, fd, 0, 0, 0, 0);
    }

    // Segments come as addresses: who calls keeps them alive until the call has returned.
    private static int call(
            MemorySegment function, MemorySegment state, long a, long b, long c, long d, long e) {
        try {
            int result = (int) CALL.invokeExact(function, state, a, b, c, d, e);
            return result >= 0 ? result : -(int) ERRNO.get(state, 0L);
        } catch (Throwable t) {
            throw new AssertionError("a native call never throws", t);
        }
    }
}
