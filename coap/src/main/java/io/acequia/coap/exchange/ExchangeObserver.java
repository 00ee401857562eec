package io.acequia.coap.exchange;

/// Sees every answer of an endpoint, for metrics, logs and records of what goes wrong. Called on
/// the endpoint's thread.
@FunctionalInterface
public interface ExchangeObserver {
    /// Called when a request is answered for the first time.
    ///
    /// @param route as the receiver noted it in the [Exchange]
    /// @param method code of the request
    /// @param messageId of the request
    /// @param code of the response
    /// @param nanos between the arrival of the request and this answer
    void answered(int route, int method, int messageId, int code, long nanos);

    /// Called when a request whose answer came later is answered with an error; what is refused at
    /// once, the receiver has seen itself.
    ///
    /// @param peer reused after the call
    /// @param route as the receiver noted it in the [Exchange]
    /// @param method code of the request
    default void refused(Peer peer, int route, int method, Response response) {}

    /// Called when a request is a repeat of an earlier one.
    ///
    /// @param peer reused after the call
    default void repeated(Peer peer) {}
}
