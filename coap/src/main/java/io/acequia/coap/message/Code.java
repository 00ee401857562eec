package io.acequia.coap.message;

/// Codes of CoAP messages as one byte, class in the upper three bits (RFC 7252 §3, §12.1).
public final class Code {
    /// No code: an empty message (RFC 7252 §4.1).
    public static final int EMPTY = 0;

    /// Methods (RFC 7252 §5.8, RFC 8132 §2 and §3).
    public static final int GET = 1,
            POST = 2,
            PUT = 3,
            DELETE = 4,
            FETCH = 5,
            PATCH = 6,
            IPATCH = 7;

    /// Success (RFC 7252 §5.9.1, RFC 7959 §2.9.1).
    public static final int CREATED = 0x41,
            DELETED = 0x42,
            VALID = 0x43,
            CHANGED = 0x44,
            CONTENT = 0x45,
            CONTINUE = 0x5f;

    /// The client is at fault (RFC 7252 §5.9.2, RFC 7959 §2.9.2, RFC 8516).
    public static final int BAD_REQUEST = 0x80,
            UNAUTHORIZED = 0x81,
            BAD_OPTION = 0x82,
            FORBIDDEN = 0x83,
            NOT_FOUND = 0x84,
            METHOD_NOT_ALLOWED = 0x85,
            NOT_ACCEPTABLE = 0x86,
            REQUEST_ENTITY_INCOMPLETE = 0x88,
            PRECONDITION_FAILED = 0x8c,
            REQUEST_ENTITY_TOO_LARGE = 0x8d,
            UNSUPPORTED_CONTENT_FORMAT = 0x8f,
            TOO_MANY_REQUESTS = 0x9d;

    /// The server is at fault (RFC 7252 §5.9.3).
    public static final int INTERNAL_SERVER_ERROR = 0xa0,
            SERVICE_UNAVAILABLE = 0xa3,
            PROXYING_NOT_SUPPORTED = 0xa5;

    private Code() {}

    /// Returns the class: 0 request, 2 success, 4 client error, 5 server error, 7 signalling.
    public static int classOf(int code) {
        return code >> 5;
    }

    /// Says whether a code is a method, known or not.
    public static boolean isRequest(int code) {
        return code > 0 && code < 32;
    }

    /// Says whether a code is a response: class 2, 4 or 5 (RFC 7252 §12.1).
    public static boolean isResponse(int code) {
        int codeClass = classOf(code);
        return codeClass == 2 || codeClass == 4 || codeClass == 5;
    }

    /// Returns the code as the RFCs write it, such as `2.01`.
    public static String text(int code) {
        return classOf(code) + (code % 32 < 10 ? ".0" : ".") + code % 32;
    }

    /// Returns the name of a method, or the code as text.
    public static String method(int code) {
        return switch (code) {
            case GET -> "GET";
            case POST -> "POST";
            case PUT -> "PUT";
            case DELETE -> "DELETE";
            case FETCH -> "FETCH";
            case PATCH -> "PATCH";
            case IPATCH -> "iPATCH";
            default -> text(code);
        };
    }
}
