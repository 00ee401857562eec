package io.acequia.cli;

import io.acequia.cli.weather.OfflineWeather;
import io.acequia.cli.weather.OpenMeteo;
import io.acequia.cli.weather.OpenWeatherMap;
import io.acequia.cli.weather.Weather;
import io.acequia.cli.weather.WeatherException;
import io.acequia.cli.weather.WeatherService;
import io.acequia.text.DurationText;
import java.net.URI;
import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/// `acequia city`: sends the weather of cities, one event for each quantity.
@Command(
        name = "city",
        description =
                "Send the present weather of cities: temperature, humidity, pressure, wind_speed.",
        footer = {
            "",
            "The origin of the events is the name in lower case, without accents and with hyphens"
                    + " for spaces, unless --origin says another.",
            "openweathermap wants a key in OPENWEATHERMAP_APIKEY or ACEQUIA_OPENWEATHER_KEY."
        })
final class City implements Callable<Integer> {
    private static final String SENDER = "weather-city";

    /// When to try again what failed, as the server may only be starting.
    private static final Duration SOON = Duration.ofSeconds(5);

    /// Services that know the weather.
    enum Provider {
        OPEN_METEO,
        OPENWEATHERMAP;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /// Reads the names as they are written.
        static final class Converter implements ITypeConverter<Provider> {
            @Override
            public Provider convert(String name) {
                for (var provider : values()) {
                    if (provider.toString().equals(name)) {
                        return provider;
                    }
                }
                throw new TypeConversionException(
                        "'" + name + "' is none of open-meteo, openweathermap");
            }
        }
    }

    @Mixin private final ServerOptions server = new ServerOptions();
    @Mixin private final EventOptions marks = new EventOptions();

    @Option(
            names = "--provider",
            paramLabel = "<service>",
            converter = Provider.Converter.class,
            description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Provider provider = Provider.OPEN_METEO;

    @Option(
            names = "--offline",
            description = "Make the weather up; the same for a city within an hour.")
    private boolean isOffline;

    @Option(
            names = "--every",
            paramLabel = "<time>",
            converter = Period.class,
            description = {
                "Send again this often, such as 30s or 10m, until stopped;",
                "what fails is said and tried again within 5 s."
            })
    private @Nullable Duration every;

    @Option(names = "--geocoding-url", hidden = true)
    private URI geocodingUrl = OpenMeteo.GEOCODING;

    @Option(names = "--weather-url", hidden = true)
    private @Nullable URI weatherUrl;

    @Parameters(arity = "1..*", paramLabel = "<name>", description = "Name of a city.")
    private List<String> names = List.of();

    private final Surroundings surroundings;

    City(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// Reads how often to send.
    static final class Period implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return DurationText.parse(text)
                    .filter(Duration::isPositive)
                    .orElseThrow(() ->
                            new TypeConversionException(
                                    "'" + text + "' is not " + DurationText.ACCEPTED));
        }
    }

    @Override
    public Integer call() throws Exception {
        if (names.stream().anyMatch(String::isBlank)) {
            throw new Failure(
                    ExitCode.USAGE, "the name of the city is empty; use one such as Sevilla");
        }
        if (every == null) {
            sendAll();
        } else {
            repeat(every);
        }
        return ExitCode.OK;
    }

    private void sendAll() throws Exception {
        for (var name : names) {
            var weather = weather(name);
            var events =
                    weather.readings().stream()
                            .map(reading -> event(name, reading, weather))
                            .iterator();
            try (var connection = server.connect(surroundings)) {
                new Delivery(connection, server, server.transcript(surroundings))
                        .send(events, Duration.ZERO);
            }
        }
    }

    private void repeat(Duration pause) throws InterruptedException {
        var stopped = new CountDownLatch(1);
        surroundings
                .termination()
                .onRequest(() -> {
                    stopped.countDown();
                    surroundings.termination().end(ExitCode.OK);
                });
        Duration next;
        do {
            next = pause;
            try {
                sendAll();
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception failed) {
                Failures.report(failed, surroundings);
                next = pause.compareTo(SOON) < 0 ? pause : SOON;
            }
        } while (!stopped.await(next.toNanos(), TimeUnit.NANOSECONDS));
    }

    private Weather weather(String name) throws Failure, InterruptedException {
        try {
            return service().now(name.strip());
        } catch (WeatherException failed) {
            int exitCode =
                    switch (failed.fault()) {
                        case REQUEST -> ExitCode.REFUSED;
                        case SERVICE -> ExitCode.SERVER_FAILED;
                        case NETWORK -> ExitCode.UNREACHABLE;
                    };
            throw new Failure(exitCode, failed.getMessage());
        }
    }

    private WeatherService service() throws Failure {
        if (isOffline) {
            return new OfflineWeather(surroundings.clock());
        }
        return switch (provider) {
            case OPEN_METEO ->
                    new OpenMeteo(
                            geocodingUrl,
                            weatherUrl == null ? OpenMeteo.FORECAST : weatherUrl,
                            server.patience());
            case OPENWEATHERMAP ->
                    new OpenWeatherMap(
                            weatherUrl == null ? OpenWeatherMap.WEATHER : weatherUrl,
                            key(),
                            server.patience());
        };
    }

    private String key() throws Failure {
        var ours = surroundings.environment().getOrDefault("ACEQUIA_OPENWEATHER_KEY", "");
        var key =
                ours.isEmpty()
                        ? surroundings.environment().getOrDefault("OPENWEATHERMAP_APIKEY", "")
                        : ours;
        if (key.isBlank()) {
            throw new Failure(
                    ExitCode.USAGE,
                    "openweathermap needs a key; set OPENWEATHERMAP_APIKEY or leave out --provider");
        }
        return key.strip();
    }

    private OutgoingEvent event(String name, Weather.Reading reading, Weather weather) {
        var origin = marks.origin();
        return new OutgoingEvent(
                marks.namespace(),
                marks.sender(SENDER),
                origin == null ? origin(name) : origin,
                reading.type(),
                reading.value(),
                reading.unit(),
                weather.time());
    }

    /// `São Paulo` becomes `sao-paulo`; letters that have no plain form stay.
    static String origin(String name) {
        return Normalizer.normalize(name.strip(), Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .replaceAll("\\s+", "-")
                .toLowerCase(Locale.ROOT);
    }
}
