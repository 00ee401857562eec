package io.acequia.console.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A client of the HTTP API of Prometheus, whoever serves it.
final class Api implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final URI base;
    private final List<String> headers;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /// @param base what all paths begin with
    /// @param headers names and values, sent with every request
    Api(URI base, String... headers) {
        this.base = base;
        this.headers = List.of(headers);
    }

    /// Returns a client of a console on this machine.
    static Api of(int port, String... headers) {
        var base = URI.create("http://localhost:" + port + PrometheusApi.PREFIX);
        return new Api(base, headers);
    }

    /// What came back.
    record Answer(int status, JsonNode json) {
        /// Returns the data of an answer that is a success.
        JsonNode data() {
            if (status != 200 || !json.get("status").asString().equals("success")) {
                throw new AssertionError(status + " " + json);
            }
            return json.get("data");
        }

        /// Returns the kind of an error, empty when it is none.
        String errorType() {
            return json.path("errorType").asString("");
        }
    }

    /// Returns parameters as they are in addresses and forms.
    ///
    /// @param parameters names and values in turn
    static String form(String... parameters) {
        var pairs = new ArrayList<List<String>>();
        for (int index = 0; index < parameters.length; index += 2) {
            pairs.add(List.of(parameters[index], parameters[index + 1]));
        }
        return pairs.stream()
                .map(pair ->
                        pair.stream().map(it -> URLEncoder.encode(it, UTF_8)).collect(joining("=")))
                .collect(joining("&"));
    }

    /// Asks with parameters in the address.
    Answer get(String path, String... parameters) throws IOException, InterruptedException {
        return answer(send(request(path + "?" + form(parameters))));
    }

    /// Asks with parameters in a form.
    Answer post(String path, String... parameters) throws IOException, InterruptedException {
        return answer(
                send(
                        request(path)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(form(parameters)))));
    }

    HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(base.resolve(path));
        return headers.isEmpty() ? request : request.headers(headers.toArray(String[]::new));
    }

    HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString(UTF_8));
    }

    static Answer answer(HttpResponse<String> response) {
        return new Answer(response.statusCode(), JSON.readTree(response.body()));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
