package io.acequia.cli;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options of every command that asks the HTTP side of a server.
final class HttpOptions {
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "(?<scheme>https?://)?(?<host>[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])"
                            + "(?<port>:\\d{1,5})?/?");

    @Option(
            names = "--http",
            paramLabel = "<host:port>",
            description = {
                "HTTP address of the server (default: ${DEFAULT-VALUE});",
                "https://<host:port> when it has a certificate."
            })
    private String address = "localhost:8080";

    @Option(
            names = "--ca",
            paramLabel = "<file>",
            description = "PEM file of who signed the certificate, unless the system knows them.")
    private @Nullable Path ca;

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
        var parts = ADDRESS.matcher(address);
        if (!parts.matches()) {
            throw new Failure(
                    ExitCode.USAGE,
                    "--http is " + address + "; use HOST:PORT, as in localhost:8080");
        }
        var scheme = parts.group("scheme") == null ? "http://" : parts.group("scheme");
        var port = parts.group("port") == null ? ":8080" : parts.group("port");
        return new ConsoleClient(scheme + parts.group("host") + port, token, CaOption.trust(ca));
    }
}
