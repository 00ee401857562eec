package io.acequia.network;

/// How a balancer chooses the backend of a datagram.
public enum Balancing {
    /// All datagrams of a client's socket go to the same backend, as long as the backends stay.
    SOURCE_HASH("jhash ip saddr . udp sport"),

    /// Each datagram goes anywhere, so that a repeat meets a backend that never saw the request.
    RANDOM("numgen random");

    private final String expression;

    Balancing(String expression) {
        this.expression = expression;
    }

    /// Returns a number below a limit as nftables writes it.
    String below(int limit) {
        return expression + " mod " + limit;
    }
}
