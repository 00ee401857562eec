package io.acequia.cli.weather;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// Weather that is made up, without a network: the same for a city within an hour, plausible over a
/// day.
public final class OfflineWeather implements WeatherService {
    private static final long HOUR = 3_600;
    private static final int WARMEST_HOUR = 15;

    private final InstantSource clock;

    /// Takes the hour from a clock.
    public OfflineWeather(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Weather now(String city) {
        var now = clock.instant();
        long seed = city.strip().toLowerCase(Locale.ROOT).hashCode();
        var climate = new SplittableRandom(seed);
        double mean = 5 + climate.nextDouble(20);
        double swing = 3 + climate.nextDouble(6);
        var hour = new SplittableRandom(seed * 31 + now.getEpochSecond() / HOUR);
        double warmth = Math.cos(2 * Math.PI * (hourOfDay(now) - WARMEST_HOUR) / 24);
        double temperature = mean + swing * warmth + hour.nextDouble(-1, 1);
        double humidity = Math.clamp(60 - 20 * warmth + hour.nextDouble(-8, 8), 5, 100);
        return new Weather(
                now,
                List.of(
                        Weather.temperature(tenths(temperature)),
                        Weather.humidity(Math.rint(humidity)),
                        Weather.pressure(tenths(1013 + hour.nextDouble(-12, 12))),
                        Weather.windSpeed(tenths(hour.nextDouble(9)))));
    }

    private static double hourOfDay(Instant now) {
        return (double) (now.getEpochSecond() / HOUR % 24);
    }

    private static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
