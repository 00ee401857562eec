package io.acequia.cli.weather;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.cli.weather.Weather.Reading;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Weather that is made up")
class OfflineWeatherTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:10:00Z");

    @Test
    @DisplayName("is the same for a city within an hour, and another elsewhere or later")
    void deterministic() {
        var first = at(NOON, "Sevilla");

        assertEquals(first.readings(), at(NOON.plusSeconds(1_800), "sevilla ").readings());
        assertNotEquals(first.readings(), at(NOON.plusSeconds(3_600), "Sevilla").readings());
        assertNotEquals(first.readings(), at(NOON, "Oslo").readings());
        assertEquals(NOON, first.time());
    }

    @Test
    @DisplayName(
            "is plausible: every quantity lies in its range, afternoons are warmer than nights")
    void plausible() {
        for (var city : new String[] {"Sevilla", "Oslo", "東京", ""}) {
            for (int hour = 0; hour < 240; hour++) {
                at(NOON.plus(Duration.ofHours(hour)), city)
                        .readings()
                        .forEach(OfflineWeatherTest::check);
            }
            assertTrue(
                    temperature(city, "2026-11-23T15:00:00Z")
                            > temperature(city, "2026-11-23T03:00:00Z"));
        }
    }

    private static void check(Reading reading) {
        double value = reading.value();
        boolean isPlausible =
                switch (reading.type()) {
                    case "temperature" -> value > -10 && value < 40;
                    case "humidity" -> value >= 5 && value <= 100;
                    case "pressure" -> value > 950 && value < 1050;
                    case "wind_speed" -> value >= 0 && value < 10;
                    default -> false;
                };
        assertTrue(isPlausible, reading.toString());
    }

    private static double temperature(String city, String time) {
        return at(Instant.parse(time), city).readings().getFirst().value();
    }

    private static Weather at(Instant time, String city) {
        return new OfflineWeather(InstantSource.fixed(time)).now(city);
    }
}
