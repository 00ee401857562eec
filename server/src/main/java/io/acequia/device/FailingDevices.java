package io.acequia.device;

import io.acequia.coap.exchange.Peer;
import io.acequia.coap.message.Code;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/// A record of what goes wrong, by address, so that somebody can be told which device fails and
/// why. Kept in memory alone, and bounded: 1,000 addresses, 10 requests of each.
///
/// Safe for several threads. Requests that go well never come here. Who sends many bad ones makes
/// no more than 1,000 of them a second be kept, the others are only counted.
public final class FailingDevices {
    private static final int MOST_ADDRESSES = 1_000, MOST_KEPT_PER_SECOND = 1_000;

    /// Every network loses a datagram now and then; an address with so many repeats is listed even
    /// if nothing else is wrong.
    private static final int NOTABLE_REPEATS = 10;

    private final InstantSource clock;
    private final ByAddress<Troubles> failing = new ByAddress<>(MOST_ADDRESSES);

    /// Apart from the others, so that a bad network does not push them out.
    private final ByAddress<Troubles> repeating = new ByAddress<>(MOST_ADDRESSES);

    private long second;
    private int keptInSecond;

    /// Starts without any.
    public FailingDevices(InstantSource clock) {
        this.clock = clock;
    }

    /// Notes that a request was answered with an error. What the server is to blame for, a code of
    /// class 5, does not push out what a device is to blame for.
    ///
    /// @param code of the answer, one of [Code]
    /// @param request puts it into words, given the time; not called when there is no room for it
    public synchronized void rejected(
            Peer peer, int code, Function<Instant, RejectedRequest> request) {
        long now = clock.millis();
        boolean isKept = hasRoom(now);
        boolean isOurFault = Code.classOf(code) == 5;
        var known = failing.get(peer);
        if (known.isEmpty() && (!isKept || (isOurFault && failing.isFull()))) {
            return;
        }
        var troubles = known.orElseGet(() -> failing.get(peer, () -> new Troubles(now)));
        troubles.countRejected(now);
        if (isKept) {
            troubles.keep(request.apply(Instant.ofEpochMilli(now)));
        }
    }

    private boolean hasRoom(long millis) {
        long current = millis / 1_000;
        keptInSecond = current == second ? keptInSecond : 0;
        second = current;
        if (keptInSecond == MOST_KEPT_PER_SECOND) {
            return false;
        }
        keptInSecond++;
        return true;
    }

    /// Notes that events claimed a time that cannot be.
    ///
    /// @param events how many of one request
    /// @param bytes hold the sender in UTF-8, from `from` on and so long
    public synchronized void clamped(Peer peer, int events, byte[] bytes, int from, int length) {
        long now = clock.millis();
        failing.get(peer, () -> new Troubles(now)).countClamped(now, events, bytes, from, length);
    }

    /// Notes that a request was the repeat of an earlier one.
    public synchronized void repeated(Peer peer) {
        long now = clock.millis();
        repeating.get(peer, () -> new Troubles(now)).countDuplicate(now);
    }

    /// Returns the devices with which something went wrong last.
    ///
    /// @param limit most of them
    public synchronized List<FailingDevice> newestFirst(int limit) {
        var repeats = repeating.all();
        var devices = new ArrayList<FailingDevice>();
        var known = failing.all();
        known.forEach((peer, troubles) -> {
            var also = repeats.get(peer);
            devices.add(troubles.at(address(peer), also == null ? 0 : also.duplicates()));
        });
        repeats.forEach((peer, troubles) -> {
            if (!known.containsKey(peer) && troubles.duplicates() >= NOTABLE_REPEATS) {
                devices.add(troubles.at(address(peer), troubles.duplicates()));
            }
        });
        devices.sort(
                Comparator.comparing(FailingDevice::last)
                        .reversed()
                        .thenComparing(FailingDevice::address));
        return List.copyOf(devices.subList(0, Math.min(limit, devices.size())));
    }

    private static String address(Peer peer) {
        return peer.toSocketAddress().getAddress().getHostAddress();
    }
}
