package io.acequia.cli;

import io.acequia.coap.client.ClientRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import picocli.CommandLine.Option;

/// Options of every command that talks CoAP to a server.
final class ServerOptions {
    /// Forms of the output.
    enum Output {
        TEXT,
        JSON
    }

    @Option(
            names = {"-H", "--host"},
            paramLabel = "<name>",
            description = "Host of the server (default: ${DEFAULT-VALUE}).")
    private String host = "localhost";

    @Option(
            names = "--port",
            paramLabel = "<number>",
            description = "UDP port of the server (default: ${DEFAULT-VALUE}).")
    private int port = 5683;

    @Option(
            names = {"-B", "--timeout"},
            paramLabel = "<seconds>",
            converter = JsNumber.Converter.class,
            description = "Longest wait for an answer (default: 15).")
    private double timeout = 15; // a server waits 10 s for its store before it refuses

    @Option(names = "--non", description = "Send once and do not repeat (non-confirmable).")
    private boolean nonConfirmable;

    @Option(names = "--silent", description = "Do not print answers.")
    private boolean silent;

    @Option(
            names = "--output",
            paramLabel = "<form>",
            description = "Form of the output: text or json (default: text).")
    private Output output = Output.TEXT;

    /// Opens the connection.
    Connection connect(Surroundings surroundings) throws Failure, IOException {
        if (port < 1 || port > 65_535) {
            throw new Failure(ExitCode.USAGE, "--port is " + port + "; use 1 to 65535");
        }
        if (timeout <= 0 || timeout > 86_400) {
            throw new Failure(
                    ExitCode.USAGE,
                    "--timeout is " + JsNumber.text(timeout) + "; use more than 0, up to 86400");
        }
        var server = new InetSocketAddress(address(), port);
        return surroundings.connections().open(server, patience());
    }

    private InetAddress address() throws Failure {
        try {
            // The first address is the one the machine prefers; CoAP has no way to try them all.
            return InetAddress.getAllByName(host)[0];
        } catch (UnknownHostException unknown) {
            throw new Failure(
                    ExitCode.UNREACHABLE, "the host " + host + " is not known; check --host");
        }
    }

    Duration patience() {
        return Duration.ofMillis(Math.max(1, Math.round(timeout * 1000)));
    }

    /// Returns the request in the way the options want it sent.
    ClientRequest prepare(ClientRequest request) {
        return nonConfirmable ? request.nonConfirmable() : request;
    }

    /// Returns the server for messages to people.
    String server() {
        return (host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host) + ":" + port;
    }

    Transcript transcript(Surroundings surroundings) {
        return new Transcript(surroundings.out(), output, silent);
    }
}
