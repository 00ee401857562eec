package io.acequia.cli.weather;

/// Somebody who knows the weather.
public interface WeatherService {
    /// Returns the present weather of a city.
    Weather now(String city) throws WeatherException, InterruptedException;
}
