package io.acequia.cli.bench;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

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

    /// Refuses more devices than a limit has sockets for, and says what to do about it.
    static void check(int devices, long limit) {
        long needed = (long) devices + OTHERS;
        if (needed > limit) {
            throw new IllegalArgumentException(
                    ("--devices %d needs %d open files and the limit is %d; raise it with"
                                    + " `ulimit -n %d` (as root, or in limits.conf), or use fewer"
                                    + " devices")
                            .formatted(devices, needed, limit, needed));
        }
    }
}
