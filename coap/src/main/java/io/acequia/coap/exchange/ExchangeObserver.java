package io.acequia.coap.exchange;

/// Sees every answer of an endpoint, for metrics and logs. Called on the endpoint's thread.
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
}
