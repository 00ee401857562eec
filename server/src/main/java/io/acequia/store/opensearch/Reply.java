package io.acequia.store.opensearch;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a node answered.
///
/// @param node that answered
/// @param status of HTTP
/// @param body in UTF-8, as it came
record Reply(URI node, int status, Body body) {
    private static final int MOST_SHOWN = 300;

    /// Bytes that compare by identity only, unlike a component of their own type.
    static final class Body {
        private final byte[] bytes;

        Body(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    private static final class Json {
        private static final JsonMapper MAPPER = new JsonMapper();
    }

    boolean isOk() {
        return status / 100 == 2;
    }

    /// Returns the body as JSON.
    ///
    /// @throws EngineException when it is none, as from a proxy in between
    JsonNode json() throws EngineException {
        try {
            return Json.MAPPER.readTree(body.bytes());
        } catch (JacksonException e) {
            throw new EngineException(
                    node
                            + " answered something other than JSON; is it OpenSearch or"
                            + " Elasticsearch? "
                            + start());
        }
    }

    /// Returns the kind of error the node names, as in `index_not_found_exception`, else an empty
    /// text.
    String errorType() {
        return error("type");
    }

    /// Returns what the node says of the error, or the start of its body.
    String reason() {
        var reason = error("reason");
        return reason.isEmpty() ? start() : reason;
    }

    private String error(String name) {
        try {
            var error = Json.MAPPER.readTree(body.bytes()).path("error");
            var cause = error.path("root_cause").path(0);
            var text = cause.path(name).asString("");
            return text.isEmpty() ? error.path(name).asString("") : text;
        } catch (JacksonException e) {
            return "";
        }
    }

    private String start() {
        var text = new String(body.bytes(), StandardCharsets.UTF_8).replaceAll("\\s+", " ").strip();
        return text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "…" : text;
    }
}
