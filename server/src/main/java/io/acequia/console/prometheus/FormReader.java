package io.acequia.console.prometheus;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads the parameters of a request: those of a form (`application/x-www-form-urlencoded`) come
/// before those of the address.
final class FormReader {
    private static final int LARGEST = 64 * 1024;

    private FormReader() {}

    /// Returns the parameters; empty when the form is too long or not well written.
    static Optional<Map<String, List<String>>> read(ServerRequest request) throws IOException {
        var given = new HashMap<String, List<String>>();
        if (request.prologue().method().equals(Method.POST) && isForm(request)) {
            byte[] body;
            try (var in = request.content().inputStream()) {
                body = in.readNBytes(LARGEST + 1);
            }
            if (body.length > LARGEST || !parse(body, given)) {
                return Optional.empty();
            }
        }
        for (var name : request.query().names()) {
            given.computeIfAbsent(name, _ -> new ArrayList<>()).addAll(request.query().all(name));
        }
        return Optional.of(given);
    }

    private static boolean isForm(ServerRequest request) {
        return request.headers()
                .first(HeaderNames.CONTENT_TYPE)
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .startsWith("application/x-www-form-urlencoded");
    }

    private static boolean parse(byte[] body, Map<String, List<String>> given) {
        for (var pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
            int equals = pair.indexOf('=');
            var name = equals < 0 ? pair : pair.substring(0, equals);
            var value = equals < 0 ? "" : pair.substring(equals + 1);
            try {
                given.computeIfAbsent(decoded(name), _ -> new ArrayList<>()).add(decoded(value));
            } catch (IllegalArgumentException notEncoded) {
                return false;
            }
        }
        return true;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
