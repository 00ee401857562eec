package io.acequia.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options of every command that asks the HTTP side of a server.
final class HttpOptions {
    @Option(
            names = "--http",
            paramLabel = "<host:port>",
            description = "HTTP address of the server (default: ${DEFAULT-VALUE}).")
    private String address = "localhost:8080";

    @Option(
            names = "--token",
            paramLabel = "<secret>",
            defaultValue = "${env:ACEQUIA_TOKEN}",
            description = {
                "Secret of acequia account add --token, when the server asks for one.",
                "Others see it on the command line: rather set ACEQUIA_TOKEN."
            })
    private @Nullable String token;

    ConsoleClient connect() throws Failure {
        if (!address.matches("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:\\d{1,5})?")) {
            throw new Failure(
                    ExitCode.USAGE,
                    "--http is " + address + "; use HOST:PORT, as in localhost:8080");
        }
        boolean hasPort = address.matches(".*:\\d+") && !address.endsWith("]");
        return new ConsoleClient(hasPort ? address : address + ":8080", token);
    }
}
