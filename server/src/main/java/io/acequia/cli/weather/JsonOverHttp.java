package io.acequia.cli.weather;

import io.acequia.cli.weather.WeatherException.Fault;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks a service on the web for JSON. Errors name the host only: parameters may hold a key.
final class JsonOverHttp {
    private final Duration patience;

    JsonOverHttp(Duration patience) {
        this.patience = patience;
    }

    /// Returns the answer to a GET.
    ///
    /// @param message member of an error answer that says what is wrong
    JsonNode get(URI base, Map<String, String> parameters, String message)
            throws WeatherException, InterruptedException {
        var response = send(base, parameters);
        var json = parse(base, response);
        int status = response.statusCode();
        if (status >= 400) {
            var reason = json.path(message).asString("no reason");
            throw new WeatherException(
                    status < 500 ? Fault.REQUEST : Fault.SERVICE,
                    base.getHost()
                            + " answered "
                            + status
                            + " ("
                            + reason
                            + ")"
                            + nextStep(status));
        }
        if (status != 200) {
            throw nonsense(base, "status " + status);
        }
        return json;
    }

    private HttpResponse<String> send(URI base, Map<String, String> parameters)
            throws WeatherException, InterruptedException {
        try (var client = HttpClient.newBuilder().connectTimeout(patience).build()) {
            var request =
                    HttpRequest.newBuilder(URI.create(base + "?" + query(parameters)))
                            .timeout(patience)
                            .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (HttpTimeoutException late) {
            throw new WeatherException(
                    Fault.NETWORK,
                    "no answer from "
                            + base.getHost()
                            + " in "
                            + patience.toMillis()
                            + " ms; wait longer with --timeout, or use --offline");
        } catch (IOException unreachable) {
            throw new WeatherException(
                    Fault.NETWORK,
                    base.getHost() + " cannot be reached; check the network, or use --offline");
        }
    }

    private static String query(Map<String, String> parameters) {
        return new TreeMap<>(parameters)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + encode(entry.getValue()))
                        .collect(Collectors.joining("&"));
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static JsonNode parse(URI base, HttpResponse<String> response) throws WeatherException {
        try {
            return JsonMapper.shared().readTree(response.body());
        } catch (JacksonException broken) {
            throw response.statusCode() < 400
                    ? nonsense(base, "not JSON")
                    : new WeatherException(
                            response.statusCode() < 500 ? Fault.REQUEST : Fault.SERVICE,
                            base.getHost()
                                    + " answered "
                                    + response.statusCode()
                                    + nextStep(response.statusCode()));
        }
    }

    private static String nextStep(int status) {
        return switch (status) {
            case 401, 403 -> "; check the key";
            case 404 -> "; check the name of the city";
            case 429 -> "; try again later, or use --offline";
            default -> "; use another --provider, or --offline";
        };
    }

    static WeatherException nonsense(URI base, String what) {
        return new WeatherException(
                Fault.SERVICE,
                base.getHost()
                        + " answered something unexpected ("
                        + what
                        + "); use another --provider, or --offline");
    }
}
