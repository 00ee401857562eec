package io.acequia.coap.udp;

import static java.lang.foreign.MemoryLayout.PathElement.groupElement;
import static java.lang.foreign.MemoryLayout.paddingLayout;
import static java.lang.foreign.MemoryLayout.structLayout;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
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

    // The first argument of each handle is the segment that takes the error number.
    private static final MethodHandle SOCKET = call("socket", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle SETSOCKOPT =
            call("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle GETSOCKOPT =
            call("getsockopt", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle BIND = call("bind", JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle GETSOCKNAME = call("getsockname", JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle RECVMMSG =
            call("recvmmsg", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle SENDMMSG =
            call("sendmmsg", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
    private static final MethodHandle POLL = call("poll", ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle EVENTFD = call("eventfd", JAVA_INT, JAVA_INT);
    private static final MethodHandle EVENTFD_READ = call("eventfd_read", JAVA_INT, ADDRESS);
    private static final MethodHandle EVENTFD_WRITE = call("eventfd_write", JAVA_INT, JAVA_LONG);
    private static final MethodHandle CLOSE = call("close", JAVA_INT);

    private LinuxCalls() {}

    @SuppressWarnings("restricted") // native access is what this class is for
    private static MethodHandle call(String name, MemoryLayout... arguments) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(JAVA_INT, arguments),
                Linker.Option.captureCallState("errno"));
    }

    static StructLayout callState() {
        return CALL_STATE;
    }

    static int socket(MemorySegment state, int family) {
        try {
            int result = (int) SOCKET.invokeExact(state, family, SOCK_DGRAM_CLOEXEC, 0);
            return resultOf(result, state);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int setOption(MemorySegment state, int fd, int level, int name, MemorySegment value) {
        try {
            int result = (int) SETSOCKOPT.invokeExact(state, fd, level, name, value, Integer.BYTES);
            return resultOf(result, state);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int getOption(
            MemorySegment state,
            int fd,
            int level,
            int name,
            MemorySegment value,
            MemorySegment length) {
        try {
            int result = (int) GETSOCKOPT.invokeExact(state, fd, level, name, value, length);
            return resultOf(result, state);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int bind(MemorySegment state, int fd, MemorySegment address, int length) {
        try {
            int result = (int) BIND.invokeExact(state, fd, address, length);
            return resultOf(result, state);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int localAddress(
            MemorySegment state, int fd, MemorySegment address, MemorySegment length) {
        try {
            int result = (int) GETSOCKNAME.invokeExact(state, fd, address, length);
            return resultOf(result, state);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int receive(MemorySegment state, int fd, MemorySegment headers, int count) {
        try {
            int result =
                    (int)
                            RECVMMSG.invokeExact(
                                    state, fd, headers, count, MSG_DONTWAIT, MemorySegment.NULL);
            return resultOf(result, state);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int send(MemorySegment state, int fd, MemorySegment headers, int count) {
        try {
            int result = (int) SENDMMSG.invokeExact(state, fd, headers, count, 0);
            return resultOf(result, state);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int poll(MemorySegment state, MemorySegment descriptors, long count, int millis) {
        try {
            int result = (int) POLL.invokeExact(state, descriptors, count, millis);
            return resultOf(result, state);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int eventDescriptor(MemorySegment state) {
        try {
            int result = (int) EVENTFD.invokeExact(state, 0, EFD_NONBLOCK_CLOEXEC);
            return resultOf(result, state);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int readEvent(MemorySegment state, int fd, MemorySegment value) {
        try {
            int result = (int) EVENTFD_READ.invokeExact(state, fd, value);
            return resultOf(result, state);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int writeEvent(MemorySegment state, int fd) {
        try {
            int result = (int) EVENTFD_WRITE.invokeExact(state, fd, 1L);
            return resultOf(result, state);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int close(MemorySegment state, int fd) {
        try {
            int result = (int) CLOSE.invokeExact(state, fd);
            return resultOf(result, state);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    private static int resultOf(int result, MemorySegment state) {
        return result >= 0 ? result : -(int) ERRNO.get(state, 0L);
    }

    private static AssertionError broken(Throwable e) {
        return new AssertionError("a native call never throws", e);
    }
}
