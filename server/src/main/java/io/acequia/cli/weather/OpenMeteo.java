package io.acequia.cli.weather;

import io.acequia.cli.weather.WeatherException.Fault;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleFunction;
import tools.jackson.databind.JsonNode;

/// Weather of open-meteo.com, which asks for no key: finds the place by name, then its weather.
public final class OpenMeteo implements WeatherService {
    /// Where places are found.
    public static final URI GEOCODING =
            URI.create("https://geocoding-api.open-meteo.com/v1/search");

    /// Where weather is found.
    public static final URI FORECAST = URI.create("https://api.open-meteo.com/v1/forecast");

    private static final Map<String, DoubleFunction<Weather.Reading>> QUANTITIES =
            new LinkedHashMap<>();

    static {
        QUANTITIES.put("temperature_2m", Weather::temperature);
        QUANTITIES.put("relative_humidity_2m", Weather::humidity);
        QUANTITIES.put("pressure_msl", Weather::pressure);
        QUANTITIES.put("wind_speed_10m", Weather::windSpeed);
    }

    private final URI geocoding;
    private final URI forecast;
    private final JsonOverHttp http;

    /// Asks the two services at these addresses, each for at most `patience`.
    public OpenMeteo(URI geocoding, URI forecast, Duration patience) {
        this.geocoding = geocoding;
        this.forecast = forecast;
        this.http = new JsonOverHttp(patience);
    }

    @Override
    public Weather now(String city) throws WeatherException, InterruptedException {
        var place = place(city);
        var parameters =
                Map.of(
                        "latitude", number(place, "latitude"),
                        "longitude", number(place, "longitude"),
                        "current", String.join(",", QUANTITIES.keySet()),
                        "wind_speed_unit", "ms",
                        "timeformat", "unixtime");
        return weather(http.get(forecast, parameters, "reason").path("current"));
    }

    private JsonNode place(String city) throws WeatherException, InterruptedException {
        var parameters = Map.of("name", city, "count", "1", "format", "json");
        var found = http.get(geocoding, parameters, "reason");
        var first = found.path("results").path(0);
        if (found.isObject() && first.isMissingNode()) {
            throw new WeatherException(
                    Fault.REQUEST,
                    geocoding.getHost()
                            + " knows no city "
                            + city
                            + "; check the name, or use --offline");
        }
        return first;
    }

    private String number(JsonNode place, String name) throws WeatherException {
        if (!place.path(name).isNumber()) {
            throw JsonOverHttp.nonsense(geocoding, "no " + name);
        }
        return place.path(name).asString();
    }

    private Weather weather(JsonNode current) throws WeatherException {
        var readings = new ArrayList<Weather.Reading>();
        for (var quantity : QUANTITIES.entrySet()) {
            if (current.path(quantity.getKey()).isNumber()) {
                var value = current.path(quantity.getKey()).doubleValue();
                readings.add(quantity.getValue().apply(value));
            }
        }
        if (readings.isEmpty() || !current.path("time").isIntegralNumber()) {
            throw JsonOverHttp.nonsense(forecast, "no present weather");
        }
        return new Weather(Instant.ofEpochSecond(current.path("time").longValue()), readings);
    }
}
