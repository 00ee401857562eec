package io.acequia.coap.message;

/// What a [MessageReader] makes of a datagram.
public sealed interface Reading permits MessageView, Malformed {}
