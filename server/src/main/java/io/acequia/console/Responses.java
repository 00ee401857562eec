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

    /// No success: the path has other methods (RFC 9110 §15.5.6).
    static void refuseMethod(String allowed, ServerResponse response) {
        response.header(HeaderNames.ALLOW, allowed);
        send(new Problem(405, "this cannot be done here", "use " + allowed), response);
    }

    /// Success: there is nothing to say.
    static void sendNothing(ServerResponse response) {
        response.status(Status.NO_CONTENT_204).send();
    }

    static void send(Answer.Json answer, ServerResponse response) {
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        send(out -> answer.body().write(new JsonWriter(out)), response);
    }

    static void send(Answer.File answer, ServerResponse response) {
        response.header(HeaderNames.CONTENT_TYPE, answer.contentType());
        response.header(
                HeaderNames.CONTENT_DISPOSITION, "attachment; filename=\"" + answer.name() + '"');
        send(answer.text(), response);
    }

    private static void send(Answer.Text text, ServerResponse response) {
        try {
            var out =
                    new BufferedWriter(
                            new OutputStreamWriter(
                                    response.outputStream(), StandardCharsets.UTF_8));
            text.write(out);
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
