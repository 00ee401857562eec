package io.acequia.coap.message;

/// Numbers of options and what they say about themselves (RFC 7252 §5.4 and §5.10).
public final class OptionNumber {
    /// Options of RFC 7252 §5.10.
    public static final int IF_MATCH = 1,
            URI_HOST = 3,
            ETAG = 4,
            IF_NONE_MATCH = 5,
            URI_PORT = 7,
            LOCATION_PATH = 8,
            URI_PATH = 11,
            CONTENT_FORMAT = 12,
            MAX_AGE = 14,
            URI_QUERY = 15,
            ACCEPT = 17,
            LOCATION_QUERY = 20,
            PROXY_URI = 35,
            PROXY_SCHEME = 39,
            SIZE1 = 60;

    /// Options of RFC 7641, RFC 8768, RFC 7959, RFC 9175 and RFC 7967.
    public static final int OBSERVE = 6,
            HOP_LIMIT = 16,
            BLOCK2 = 23,
            BLOCK1 = 27,
            SIZE2 = 28,
            ECHO = 252,
            NO_RESPONSE = 258,
            REQUEST_TAG = 292;

    private OptionNumber() {}

    /// Says whether a message with this option must be rejected by who does not know it (RFC 7252
    /// §5.4.6).
    public static boolean isCritical(int number) {
        return (number & 1) != 0;
    }
}
