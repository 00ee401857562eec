package io.acequia.cli.weather;

import java.time.Instant;
import java.util.List;

/// The weather at a place and a time.
///
/// @param time when it was measured
/// @param readings what was measured, at least one
public record Weather(Instant time, List<Reading> readings) {
    public Weather {
        readings = List.copyOf(readings);
    }

    /// One quantity.
    ///
    /// @param type its name, the type of the event
    /// @param value its number
    /// @param unit its SenML unit
    public record Reading(String type, double value, String unit) {}

    /// Temperature, degrees Celsius.
    static Reading temperature(double celsius) {
        return new Reading("temperature", celsius, "Cel");
    }

    /// Relative humidity, percent.
    static Reading humidity(double percent) {
        return new Reading("humidity", percent, "%RH");
    }

    /// Pressure at sea level, hectopascal.
    static Reading pressure(double hectopascal) {
        return new Reading("pressure", hectopascal, "hPa");
    }

    /// Wind speed, metres per second.
    static Reading windSpeed(double metresPerSecond) {
        return new Reading("wind_speed", metresPerSecond, "m/s");
    }
}
