package io.acequia.cli.weather;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import tools.jackson.databind.JsonNode;

/// Weather of openweathermap.org, as in the thesis; asks for a key.
public final class OpenWeatherMap implements WeatherService {
    /// Where weather is found.
    public static final URI WEATHER = URI.create("https://api.openweathermap.org/data/2.5/weather");

    private final URI address;
    private final String key;
    private final JsonOverHttp http;

    /// Asks the service at this address for at most `patience`.
    public OpenWeatherMap(URI address, String key, Duration patience) {
        this.address = address;
        this.key = key;
        this.http = new JsonOverHttp(patience);
    }

    @Override
    public Weather now(String city) throws WeatherException, InterruptedException {
        var parameters = Map.of("q", city, "units", "metric", "appid", key);
        var answer = http.get(address, parameters, "message");
        var readings = new ArrayList<Weather.Reading>();
        add(readings, answer.path("main").path("temp"), Weather::temperature);
        add(readings, answer.path("main").path("humidity"), Weather::humidity);
        add(readings, answer.path("main").path("pressure"), Weather::pressure);
        add(readings, answer.path("wind").path("speed"), Weather::windSpeed);
        if (readings.isEmpty() || !answer.path("dt").isIntegralNumber()) {
            throw JsonOverHttp.nonsense(address, "no present weather");
        }
        return new Weather(Instant.ofEpochSecond(answer.path("dt").longValue()), readings);
    }

    private static void add(
            List<Weather.Reading> readings,
            JsonNode number,
            DoubleFunction<Weather.Reading> reading) {
        if (number.isNumber()) {
            readings.add(reading.apply(number.doubleValue()));
        }
    }
}
