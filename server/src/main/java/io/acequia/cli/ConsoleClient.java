package io.acequia.cli;

import io.acequia.cli.rows.RowReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/// Asks the HTTP side of a server.
final class ConsoleClient {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final int OK = 200;

    private final String address;
    private final @Nullable String token;
    private final HttpClient client;

    /// @param address `http://HOST:PORT`, or `https:`
    /// @param token shown to the server, absent when it asks for none
    /// @param trust whose certificates are believed
    ConsoleClient(String address, @Nullable String token, SSLContext trust) {
        this.address = address;
        this.token = token;
        client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT)
                        .sslContext(trust)
                        .build();
    }

    /// Returns the whole answer to a question.
    ///
    /// @param path behind `/api/v1/`
    /// @throws Failure when there is no answer or one without success
    String get(String path, Map<String, String> parameters) throws Failure, InterruptedException {
        try (var body = open(path, parameters, Map.of())) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new Failure(ExitCode.UNREACHABLE, "the answer of " + address + " broke off");
        }
    }

    /// Returns the beginning of an answer, to be read while it comes.
    InputStream open(String path, Map<String, String> parameters, Map<String, String> headers)
            throws Failure, InterruptedException {
        var request = HttpRequest.newBuilder(uri(path, parameters)).timeout(ANSWER);
        headers.forEach(request::header);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            var response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            return succeeded(response, parameters);
        } catch (ConnectException e) {
            throw unreachable("nobody listens at " + address);
        } catch (HttpTimeoutException e) {
            throw unreachable(address + " does not answer");
        } catch (SSLHandshakeException e) {
            throw new Failure(
                    ExitCode.UNREACHABLE,
                    "the certificate of " + address + " is not trusted; name who signed it: --ca");
        } catch (IOException e) {
            throw unreachable("the connection to " + address + " failed: " + e.getMessage());
        }
    }

    private static Failure unreachable(String cause) {
        return new Failure(
                ExitCode.UNREACHABLE, cause + "; start a server with acequia serve, or see --http");
    }

    private URI uri(String path, Map<String, String> parameters) {
        var query =
                parameters.entrySet().stream()
                        .map(it -> it.getKey() + '=' + encoded(it.getValue()))
                        .collect(Collectors.joining("&"));
        return URI.create(address + "/api/v1/" + path + '?' + query);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private InputStream succeeded(
            HttpResponse<InputStream> response, Map<String, String> parameters)
            throws IOException, Failure {
        if (response.statusCode() == OK) {
            return response.body();
        }
        try (var body = response.body()) {
            var text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
            var type = response.headers().firstValue("Content-Type").orElse("");
            throw type.equals("application/problem+json")
                    ? failure(response.statusCode(), RowReader.row(text).cells(), parameters)
                    : unreachable("what listens at " + address + " is no server of Acequia");
        }
    }

    private static Failure failure(
            int status, Map<String, String> problem, Map<String, String> parameters) {
        var line = problem.getOrDefault("detail", "status " + status);
        var column = problem.get("column");
        if (column != null) {
            line += " at column " + column + " of " + parameters.get("query");
        }
        line += "; " + problem.getOrDefault("advice", "see the log of the server");
        return new Failure(status < 500 ? ExitCode.REFUSED : ExitCode.SERVER_FAILED, line);
    }
}
