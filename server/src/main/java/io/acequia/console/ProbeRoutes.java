package io.acequia.console;

import io.acequia.console.Answer.Problem;
import io.acequia.metrics.Exposition;
import io.acequia.metrics.Metrics;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

/// What monitoring asks: whether the process lives, whether it is ready, and its metrics.
final class ProbeRoutes {
    private final Metrics metrics;
    private final Readiness readiness;

    ProbeRoutes(Metrics metrics, Readiness readiness) {
        this.metrics = metrics;
        this.readiness = readiness;
    }

    void addTo(HttpRouting.Builder routing) {
        routing.get("/livez", (_, response) -> answer(readiness.hang(), "ok\n", response));
        routing.get("/readyz", (_, response) -> answer(readiness.obstacle(), "ready\n", response));
        routing.get("/metrics", this::metrics);
    }

    /// Answers for all paths and methods that nobody else answers for.
    static void refuseOthers(HttpRouting.Builder routing) {
        routing.get((_, response) -> Responses.send(noSuchPath(), response));
        routing.any((_, response) -> Responses.refuseMethod("GET", response));
    }

    private static Problem noSuchPath() {
        return new Problem(
                404, "there is nothing at this path", "see docs/http-api.md for the paths");
    }

    private static void answer(Optional<String> obstacle, String fine, ServerResponse response) {
        obstacle.ifPresentOrElse(
                it -> Responses.send(new Problem(503, it, "wait, or look at the log"), response),
                () -> response.send(fine));
    }

    private void metrics(ServerRequest request, ServerResponse response) throws IOException {
        var format = Exposition.of(request.headers().first(HeaderNames.ACCEPT).orElse(""));
        // All of it first: a metric that cannot be read is a failure, not half an answer.
        var text = new ByteArrayOutputStream();
        metrics.write(format, text);
        response.header(HeaderNames.CONTENT_TYPE, format.contentType());
        response.send(text.toByteArray());
    }
}
