package io.acequia.console;

import io.acequia.console.Answer.Problem;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Sends answers.
final class Responses {
    static final String PROBLEM_JSON = "application/problem+json";

    private Responses() {}

    static void send(Problem problem, ServerResponse response) {
        response.status(Status.create(problem.status()));
        response.header(HeaderNames.CONTENT_TYPE, PROBLEM_JSON);
        if (problem.status() == 503) {
            response.header(HeaderNames.RETRY_AFTER, "5");
        }
        response.send(bytes(problem));
    }

    /// Returns the document of a problem (RFC 9457 §3).
    static byte[] bytes(Problem problem) {
        var text = new StringWriter();
        try {
            var json = new JsonWriter(text).beginObject();
            json.name("type").value("about:blank");
            json.name("title").value(Status.create(problem.status()).reasonPhrase());
            json.name("status").value(problem.status());
            json.name("detail").value(problem.detail());
            json.name("advice").value(problem.advice());
            if (!problem.parameter().isEmpty()) {
                json.name("parameter").value(problem.parameter());
            }
            if (problem.column() > 0) {
                json.name("column").value(problem.column());
            }
            json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    static void send(Answer.Json answer, ServerResponse response) {
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        try {
            var out =
                    new BufferedWriter(
                            new OutputStreamWriter(
                                    response.outputStream(), StandardCharsets.UTF_8));
            answer.body().write(new JsonWriter(out));
            // Not closed after a failure: half an answer must not look like a whole one.
            out.close();
        } catch (IOException | UncheckedIOException e) {
            throw clientWentAway(e);
        }
    }

    /// Returns what makes the server close the connection without another word.
    static CloseConnectionException clientWentAway(Exception cause) {
        return new CloseConnectionException("the client went away", cause);
    }
}
