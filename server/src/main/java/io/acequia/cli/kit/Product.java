package io.acequia.cli.kit;

import io.acequia.cli.ExitCode;
import io.acequia.cli.Failure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/// A product that runs somewhere, and who we are to it.
final class Product {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final String name;
    private final String address;
    private final SignIn signIn;
    private final HttpClient client;

    /// @param name for messages
    /// @param address without a slash at its end
    /// @param signIn shown with every request
    /// @param trust whose certificates are believed
    Product(String name, String address, SignIn signIn, SSLContext trust) {
        this.name = name;
        this.address = address;
        this.signIn = signIn;
        // Redirections are not followed: they lead to a page that asks people to log in.
        client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT)
                        .sslContext(trust)
                        .build();
    }

    String name() {
        return name;
    }

    String address() {
        return address;
    }

    boolean knowsUs() {
        return !signIn.isStranger();
    }

    /// Begins a request.
    ///
    /// @param path behind the address, beginning with a slash
    HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(address + path)).timeout(ANSWER);
        return knowsUs() ? request.header("Authorization", signIn.header()) : request;
    }

    /// Asks, and returns whatever is answered.
    ///
    /// @throws Failure when nothing is answered
    Reply ask(HttpRequest.Builder request) throws Failure, InterruptedException {
        try {
            var response =
                    client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Reply(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.headers().firstValue("Location").orElse(""),
                    response.body());
        } catch (IOException e) {
            throw new Failure(ExitCode.UNREACHABLE, obstacle(e));
        }
    }

    private String obstacle(IOException problem) {
        return switch (problem) {
            case HttpTimeoutException _ ->
                    name + " does not answer at " + address + "; try again, or see --url";
            case ConnectException e when isUnknownHost(e) ->
                    "the host of " + address + " is not known; check --url";
            case ConnectException _ ->
                    "nobody listens at " + address + "; start " + name + ", or see --url";
            case SSLHandshakeException _ ->
                    "the certificate of " + address + " is not trusted; name who signed it: --ca";
            case SSLException _ -> "there is no TLS at " + address + "; use http:// in --url";
            default ->
                    "the connection to "
                            + address
                            + " broke off ("
                            + problem.getMessage()
                            + "); if it speaks TLS use https:// in --url";
        };
    }

    private static boolean isUnknownHost(ConnectException problem) {
        return Stream.iterate((Throwable) problem, Objects::nonNull, Throwable::getCause)
                .anyMatch(UnresolvedAddressException.class::isInstance);
    }
}
