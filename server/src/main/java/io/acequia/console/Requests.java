package io.acequia.console;

import io.helidon.webserver.http.ServerRequest;

/// Reads requests.
final class Requests {
    private Requests() {}

    /// Returns the body, which may be empty; the server has refused one that is too large.
    static byte[] body(ServerRequest request) {
        var content = request.content();
        return content.hasEntity() ? content.as(byte[].class) : new byte[0];
    }
}
