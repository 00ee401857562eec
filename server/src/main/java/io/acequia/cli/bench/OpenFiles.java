package io.acequia.cli.bench;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/// How many files and sockets this process may have open.
final class OpenFiles {
    /// What the program has open besides the sockets of devices: jars, libraries, the terminal.
    private static final int OTHERS = 100;

    private OpenFiles() {}

    /// Returns the limit of this process.
    static long limit() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }

    /// Says what is wrong with so many devices under a limit, and what to do about it.
    static Optional<String> problem(int devices, long limit) {
        long needed = (long) devices + OTHERS;
        return needed <= limit
                ? Optional.empty()
                : Optional.of(
                        ("%d devices need %d open files and the limit is %d; raise it with"
                                        + " `ulimit -n %d` (as root, or in limits.conf), or use"
                                        + " fewer devices")
                                .formatted(devices, needed, limit, needed));
    }
}
