package io.acequia.cli.bench;

import java.time.Duration;

/// What is offered to a server. It ends after `count` requests or after `duration`, whichever comes
/// first.
///
/// @param devices each with an address of its own, 1 to 1,000,000
/// @param window most requests that wait for their answers at a time, over all devices, 1 to
///   1,048,575
/// @param rate requests per second whatever the server does (open loop); 0 keeps the window full
///   (closed loop)
/// @param confirmable whether requests are repeated until they are answered (RFC 7252 §4.2)
/// @param first the first sequence number
/// @param count requests, 1 to [#UNLIMITED]
/// @param warmup requests due in this time from the start are sent but not counted in the figures
/// @param duration for which requests are sent after the warm-up
/// @param ackTimeout after which a request is first repeated, times 1 to 1.5 (RFC 7252 §4.8)
/// @param patience longest that a request waits for its answer
record Load(
        int devices,
        int window,
        double rate,
        boolean confirmable,
        long first,
        long count,
        Duration warmup,
        Duration duration,
        Duration ackTimeout,
        Duration patience) {
    static final long UNLIMITED = Long.MAX_VALUE;

    private static final Duration LONGEST = Duration.ofDays(3_650);

    Load {
        check("devices", devices, 1, 1_000_000);
        check("window", window, 1, (1 << Requests.SLOT_BITS) - 1);
        check("rate", rate, 0, 1_000_000_000);
        check("first", first, 0, UNLIMITED);
        check("count", count, 1, UNLIMITED);
        duration = duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
    }

    private static void check(String name, Number value, long least, long most) {
        if (!(value.doubleValue() >= least && value.doubleValue() <= most)) {
            throw new IllegalArgumentException(
                    "--" + name + " is " + value + "; use " + least + " to " + most);
        }
    }

    /// Says whether requests are sent at a rate, not when others are answered.
    boolean isOpenLoop() {
        return rate > 0;
    }
}
