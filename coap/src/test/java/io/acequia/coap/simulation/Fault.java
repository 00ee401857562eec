package io.acequia.coap.simulation;

/// What can go wrong in a run.
enum Fault {
    /// A datagram is lost.
    LOSS,
    /// A datagram arrives twice.
    DUPLICATION,
    /// A datagram overtakes an earlier one of the same sender.
    REORDERING,
    /// Bits of a datagram are inverted.
    CORRUPTION,
    /// A datagram that nobody sent arrives.
    JUNK,
    /// Nothing gets through for a while.
    PARTITION,
    /// The server dies and is started again, what was not stored is gone.
    DEATH,
    /// The server dies between storing and acknowledging.
    DEATH_BEFORE_ANSWER,
    /// A datagram comes while there is no server.
    NO_SERVER,
    /// An event takes so long to be stored that an empty acknowledgement is due.
    SLOW_STORE,
    /// The store cannot take an event, which is known at once or later.
    UNAVAILABLE
}
