package io.acequia.coap.exchange;

import io.acequia.coap.message.MessageView;

/// Names requests by 64 bits: a keyed hash of peer, message ID and token.
///
/// ```
/// | 32 bits: peer, message ID / 4 | 30 bits: peer, message ID, token | 2 bits: message ID % 4 |
/// ```
///
/// The upper half chooses the bucket of the deduplication table, so that four messages in a row of
/// one peer share a cache line; equal keys within it need the same message ID. The token is part of
/// the key: a peer that uses a message ID again too early gets no answer to another question (RFC
/// 7252 §4.4). The hash is keyed with a secret, so that nobody can make the request of another peer
/// look like a repeat.
public final class ExchangeKeys {
    private final long first;
    private final long second;
    private final long third;

    /// Makes keys with a secret; equal secrets make equal keys.
    public ExchangeKeys(long secret) {
        first = spread(secret + 0x9e3779b97f4a7c15L);
        second = spread(first + 0x9e3779b97f4a7c15L);
        third = spread(second + 0x9e3779b97f4a7c15L);
    }

    /// Returns the key of a request.
    public long key(Peer peer, MessageView message) {
        int messageId = message.messageId();
        long from = multiply(peer.high() ^ first, peer.low() ^ second);
        from = multiply(from ^ third, (((long) peer.scope() << 16) | peer.port()) ^ first);
        long group = multiply(from ^ second, (messageId >>> 2) ^ third);
        long token = multiply(message.token() ^ first, message.tokenLength() ^ third);
        long fine = multiply(from ^ token, messageId ^ second);
        return (group & 0xffff_ffff_0000_0000L) | (fine & 0xffff_fffcL) | (messageId & 3);
    }

    // The two halves of a 128-bit product, folded.
    private static long multiply(long a, long b) {
        return (a * b) ^ Math.unsignedMultiplyHigh(a, b);
    }

    // The finalizer of SplitMix64.
    private static long spread(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
