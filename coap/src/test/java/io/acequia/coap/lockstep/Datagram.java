package io.acequia.coap.lockstep;

import io.acequia.coap.exchange.Peer;
import io.acequia.coap.message.Bytes;

/// A datagram on its way.
///
/// @param peer who sent it, or whom it is for
public record Datagram(Peer peer, Bytes bytes) {}
