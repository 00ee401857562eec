package io.acequia.device;

import io.acequia.coap.exchange.Peer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// A value for each address, whatever the port; the one used longest ago goes when there are too
/// many. Looking up allocates nothing. Not for several threads at a time.
final class ByAddress<V> {
    private final int most;
    private final Peer address = new Peer(); // reused by every look-up
    private final Map<Peer, V> values =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Peer, V> eldest) {
                    return size() > most;
                }
            };

    /// Has room for this many addresses.
    ByAddress(int most) {
        this.most = most;
    }

    boolean isFull() {
        return values.size() >= most;
    }

    Optional<V> get(Peer peer) {
        return Optional.ofNullable(values.get(addressOf(peer)));
    }

    /// Returns the value of an address, a new one when there is none.
    V get(Peer peer, Supplier<V> absent) {
        return get(peer)
                .orElseGet(() -> {
                    var value = absent.get();
                    values.put(copy(address), value);
                    return value;
                });
    }

    /// Returns everything there is.
    Map<Peer, V> all() {
        return Map.copyOf(values);
    }

    private Peer addressOf(Peer peer) {
        address.setV6(peer.high(), peer.low(), 0, peer.scope());
        return address;
    }

    private static Peer copy(Peer peer) {
        var copy = new Peer();
        copy.copy(peer);
        return copy;
    }
}
