package io.acequia.cli.kit;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a product answered.
///
/// @param status of HTTP
/// @param type what the header `Content-Type` says, empty when there is none
/// @param location what the header `Location` says, empty when there is none
/// @param body as text
record Reply(int status, String type, String location, String body) {
    private static final int LONGEST_REASON = 300;

    /// Returns the object that was answered, empty when the answer is something else.
    Optional<JsonNode> object() {
        try {
            return Optional.of(JsonMapper.shared().readTree(body)).filter(JsonNode::isObject);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /// Whether a page for people came instead of an answer for programs.
    boolean isPage() {
        return type.startsWith("text/html") || body.stripLeading().startsWith("<");
    }

    /// Returns the reason that the answer gives, in parentheses behind a blank, empty when it gives
    /// none that makes sense to a reader.
    String reason() {
        var text = isPage() ? "" : object().map(it -> it.path("message").asString("")).orElse(body);
        var line = text.strip().lines().findFirst().orElse("");
        return line.isEmpty()
                ? ""
                : " (" + line.substring(0, Math.min(line.length(), LONGEST_REASON)) + ")";
    }
}
