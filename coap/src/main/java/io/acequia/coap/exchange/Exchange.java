package io.acequia.coap.exchange;

/// The circumstances of a request at hand; one reused object per endpoint.
public final class Exchange {
    private final Peer peer = new Peer();
    private long key;
    private long ticket;
    private long receivedMillis;
    private int route;

    Exchange() {}

    void set(Peer from, long newKey, long newTicket, long millis) {
        peer.copy(from);
        key = newKey;
        ticket = newTicket;
        receivedMillis = millis;
        route = 0;
    }

    /// Returns who sent the request.
    public Peer peer() {
        return peer;
    }

    /// Returns what names this request among those of the last minutes, also after a restart: a
    /// hash of peer, message ID and token.
    public long key() {
        return key;
    }

    /// Returns what names this request in [Endpoint#respond] when its answer is
    /// [Answer.Later#LATER].
    public long ticket() {
        return ticket;
    }

    /// Returns when the request arrived, milliseconds since 1970.
    public long receivedMillis() {
        return receivedMillis;
    }

    /// Notes which route the request took, 0 to 127, for whoever observes the endpoint.
    public void route(int number) {
        route = number;
    }

    /// Returns what [#route(int)] noted, 0 when nothing did.
    public int route() {
        return route;
    }
}
