package io.acequia.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.cli.weather.StubService;
import io.acequia.coap.message.Code;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("city")
class CityTest {
    private static final String PLACE =
            """
            {"results":[{"id":2510911,"name":"Seville","latitude":37.38283,"longitude":-5.97317}]}
            """;
    private static final String FORECAST =
            """
            {"latitude":37.375,"current_units":{"temperature_2m":"°C"},
             "current":{"time":1795428000,"interval":900,"temperature_2m":18.4,
             "relative_humidity_2m":61,"pressure_msl":1017.3,"wind_speed_10m":3.2}}
            """;
    private static final String OPENWEATHER =
            """
            {"main":{"temp":18.4,"pressure":1017,"humidity":61},"wind":{"speed":3.2,"deg":80},
             "dt":1795428000,"name":"Seville","cod":200}
            """;

    private final FakeServer server = new FakeServer();
    private final StubService service;

    CityTest() throws Exception {
        service = new StubService();
    }

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    @DisplayName("sends what Open-Meteo knows, one event for each quantity")
    void openMeteo() {
        int exitCode =
                openMeteo(
                        service.answer("/geo", 200, PLACE), service.answer("/now", 200, FORECAST));

        assertEquals(ExitCode.OK, exitCode, server.err.toString());
        assertEquals(
                List.of(
                        event("temperature", "18.4", "Cel"),
                        event("humidity", "61", "%RH"),
                        event("pressure", "1017.3", "hPa"),
                        event("wind_speed", "3.2", "m/s")),
                sent());
        assertEquals(
                List.of(
                        "/geo?count=1&format=json&name=Sevilla",
                        "/now?current=temperature_2m%2Crelative_humidity_2m%2Cpressure_msl"
                                + "%2Cwind_speed_10m&latitude=37.38283&longitude=-5.97317"
                                + "&timeformat=unixtime&wind_speed_unit=ms"),
                service.requests());
        assertTrue(
                server.out
                        .toString()
                        .startsWith(
                                """
                                -- POST: /event -> 2.01 --
                                { namespace: 'default',
                                  sender: 'weather-city',
                                  origin: 'sevilla',
                                  payload: { type: 'temperature', value: 18.4, unit: 'Cel' },
                                """),
                server.out.toString());
    }

    @Test
    @DisplayName("sends what OpenWeatherMap knows, with the key of the thesis' variable")
    void openWeatherMap() {
        server.environment.put("OPENWEATHERMAP_APIKEY", "s3same");

        int exitCode = openWeatherMap(service.answer("/weather", 200, OPENWEATHER));

        assertEquals(ExitCode.OK, exitCode, server.err.toString());
        assertEquals(4, sent().size());
        assertEquals(event("pressure", "1017", "hPa"), sent().get(2));
        assertEquals(List.of("/weather?appid=s3same&q=Sevilla&units=metric"), service.requests());
    }

    @Test
    @DisplayName("sends what there is when a quantity is missing")
    void missingQuantity() {
        var forecast =
                "{\"current\":{\"time\":1795428000,\"temperature_2m\":null,\"pressure_msl\":1000}}";

        int exitCode =
                openMeteo(
                        service.answer("/geo", 200, PLACE), service.answer("/now", 200, forecast));

        assertEquals(ExitCode.OK, exitCode, server.err.toString());
        assertEquals(List.of(event("pressure", "1000", "hPa")), sent());
    }

    @Test
    @DisplayName("a city nobody knows is refused with its name")
    void unknownCity() {
        int exitCode =
                openMeteo(
                        service.answer("/geo", 200, "{\"generationtime_ms\":0.3}"),
                        URI.create("http://localhost:1/"));

        assertEquals(ExitCode.REFUSED, exitCode);
        assertEquals(
                "acequia: localhost knows no city Sevilla; check the name, or use --offline\n",
                server.err.toString());
        assertEquals(0, server.opened);
    }

    @ParameterizedTest
    @DisplayName("errors of the service: exit code and line say who is at fault, never the key")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    401 | {"cod":401,"message":"Invalid API key"}    | 3 | localhost answered 401 (Invalid API key); check the key
                    404 | {"cod":"404","message":"city not found"}   | 3 | localhost answered 404 (city not found); check the name of the city
                    429 | slow down                                  | 3 | localhost answered 429; try again later, or use --offline
                    500 | {}                                         | 4 | localhost answered 500 (no reason); use another --provider, or --offline
                    503 | <html>                                     | 4 | localhost answered 503; use another --provider, or --offline
                    302 | {}                                         | 4 | localhost answered something unexpected (status 302)
                    200 | <html>                                     | 4 | localhost answered something unexpected (not JSON)
                    200 | {}                                         | 4 | localhost answered something unexpected (no present weather)
                    200 | {"main":{"temp":"warm"},"dt":1}            | 4 | localhost answered something unexpected (no present weather)
                    200 | {"main":{"temp":1},"dt":"now"}             | 4 | localhost answered something unexpected (no present weather)
                    200 | [1,2]                                      | 4 | localhost answered something unexpected (no present weather)
                    """)
    void serviceErrors(int status, String body, int expected, String line) {
        server.environment.put("ACEQUIA_OPENWEATHER_KEY", "s3same");

        int exitCode = openWeatherMap(service.answer("/weather", status, body));

        assertEquals(expected, exitCode, server.err.toString());
        assertTrue(server.err.toString().startsWith("acequia: " + line), server.err.toString());
        assertEquals(1, server.err.toString().lines().count());
        assertFalse(server.err.toString().contains("s3same"));
        assertEquals(0, server.opened);
    }

    @Test
    @DisplayName("garbage from the geocoder is refused")
    void garbage() {
        int exitCode =
                openMeteo(
                        service.answer("/geo", 200, "{\"results\":[{\"latitude\":\"x\"}]}"),
                        URI.create("http://localhost:1/"));

        assertEquals(ExitCode.SERVER_FAILED, exitCode);
        assertTrue(server.err.toString().contains("(no latitude)"), server.err.toString());
    }

    @Test
    @DisplayName("a service that does not answer in time, or not at all, is unreachable")
    void unreachable() {
        server.environment.put("OPENWEATHERMAP_APIKEY", "s3same");

        int late = openWeatherMap(service.keepSilent("/silent"));
        service.close();
        int refused = openWeatherMap(service.uri("/weather"));

        assertEquals(ExitCode.UNREACHABLE, late);
        assertEquals(ExitCode.UNREACHABLE, refused);
        assertEquals(
                """
                acequia: no answer from localhost in 500 ms; wait longer with --timeout, or use --offline
                acequia: localhost cannot be reached; check the network, or use --offline
                """,
                server.err.toString());
    }

    @Test
    @DisplayName("--offline makes weather up, the same each time")
    void offline() {
        int first = server.run("city", "--offline", "Sevilla");
        int second = server.run("city", "--offline", "-o", "probe1", "-s", "me", "sevilla");

        assertEquals(ExitCode.OK, first);
        assertEquals(ExitCode.OK, second);
        assertEquals(8, sent().size());
        assertEquals(
                sent().getFirst()
                        .replace("weather-city", "me")
                        .replace("\"sevilla\"", "\"probe1\""),
                sent().get(4));
    }

    @Test
    @DisplayName("--every sends all cities again and again, past failures, until it is stopped")
    void repeats() {
        server.answers =
                number -> {
                    if (number == 23) {
                        server.terminations.getFirst().run();
                    }
                    boolean isLost = number == 3;
                    return CompletableFuture.completedFuture(
                            isLost
                                    ? FakeServer.answer(Code.SERVICE_UNAVAILABLE, "full")
                                    : FakeServer.CREATED);
                };

        int exitCode = server.run("city", "--offline", "--every=1ms", "Sevilla", "São Paulo");

        assertEquals(ExitCode.OK, exitCode);
        assertEquals(ExitCode.OK, server.ended);
        assertEquals(1, server.err.toString().lines().count(), server.err.toString());
        assertTrue(server.err.toString().contains("full"), server.err.toString());
        assertTrue(sent().get(3).contains("\"sevilla\""), "was refused");
        assertTrue(sent().get(4).contains("\"sevilla\""), "the round was given up");
        assertTrue(sent().get(8).contains("\"sao-paulo\""), "the other city");
        assertEquals(28, sent().size(), "to the end of the round");
    }

    @Test
    @DisplayName("--every wants a time")
    void wrongPeriod() {
        assertEquals(
                ExitCode.USAGE, server.run("city", "--offline", "--every", "often", "Sevilla"));
        assertTrue(
                server.err.toString().contains("'often' is not a time such as"),
                server.err.toString());
    }

    @ParameterizedTest
    @DisplayName("the origin is the name in lower case, without accents and spaces")
    @CsvSource({
        "Sevilla, sevilla",
        "São Paulo, sao-paulo",
        "' New  York ', new-york",
        "MÁLAGA, malaga",
        "東京, 東京"
    })
    void origin(String name, String origin) {
        assertEquals(origin, City.origin(name));
    }

    private int openMeteo(URI geocoding, URI forecast) {
        return server.run(
                "city",
                "--geocoding-url",
                geocoding.toString(),
                "--weather-url",
                forecast.toString(),
                "Sevilla");
    }

    private int openWeatherMap(URI address) {
        return server.run(
                "city",
                "-B",
                "0.5",
                "--provider",
                "openweathermap",
                "--weather-url",
                address.toString(),
                "Sevilla");
    }

    private List<String> sent() {
        return server.requests.stream().map(request -> request.payload().utf8()).toList();
    }

    private static String event(String type, String value, String unit) {
        return "{\"namespace\":\"default\",\"sender\":\"weather-city\",\"origin\":\"sevilla\","
                + "\"payload\":{\"type\":\"%s\",\"value\":%s,\"unit\":\"%s\"},"
                        .formatted(type, value, unit)
                + "\"timestamp\":\"2026-11-23T10:00:00.000Z\"}";
    }
}
