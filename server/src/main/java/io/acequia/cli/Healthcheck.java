package io.acequia.cli;

import io.acequia.coap.client.ClientRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `acequia healthcheck`: asks a server whether it can store events.
@Command(name = "healthcheck", description = "Ask a server for its health (GET /health).")
final class Healthcheck implements Callable<Integer> {
    private static final String PATH = "/health";

    @Mixin private final ServerOptions server = new ServerOptions();

    private final Surroundings surroundings;

    Healthcheck(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        try (var connection = server.connect(surroundings)) {
            var request = server.prepare(ClientRequest.get(PATH));
            var result = connection.send(request).get();
            var verdict = Verdict.of(result, server.server());
            server.transcript(surroundings).document(PATH, result, verdict);
            if (verdict.exitCode() != ExitCode.OK) {
                throw new Failure(verdict.exitCode(), verdict.problem());
            }
            return ExitCode.OK;
        }
    }
}
