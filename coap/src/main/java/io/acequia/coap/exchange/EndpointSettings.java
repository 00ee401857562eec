package io.acequia.coap.exchange;

/// Bounds of an endpoint.
///
/// @param rememberedMessages requests that are recognised when they are repeated, 1 to 2^26; each
///   takes 32 bytes
/// @param openRequests requests that may wait for their answers, a power of two, 1 to 2^20; each
///   takes about 60 bytes
/// @param secret makes the keys of requests; keep it to recognise requests after a restart
public record EndpointSettings(int rememberedMessages, int openRequests, long secret) {
    private static final int MOST_REMEMBERED = 1 << 26, MOST_OPEN = 1 << 20;

    public EndpointSettings {
        if (rememberedMessages < 1 || rememberedMessages > MOST_REMEMBERED) {
            throw new IllegalArgumentException(
                    "remembered messages are "
                            + rememberedMessages
                            + "; use 1 to "
                            + MOST_REMEMBERED);
        }
        if (openRequests < 1 || openRequests > MOST_OPEN || Integer.bitCount(openRequests) != 1) {
            throw new IllegalArgumentException(
                    "open requests are "
                            + openRequests
                            + "; use a power of two up to "
                            + MOST_OPEN);
        }
    }
}
