package io.acequia.console.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Hands one server and one browser to all tests that look at the same events: ten of `probe1` in
/// the last minutes, the weather of four cities over four days, and what somebody sent who hoped
/// that a name becomes a script.
final class SharedPage implements ParameterResolver {
    /// The weather ends here; whole hours, so that tests can count. It is fixed once for all tests.
    @SuppressWarnings("TimeInStaticInitializer")
    static final Instant TO = Instant.now().truncatedTo(ChronoUnit.HOURS);

    /// The weather begins here.
    static final Instant FROM = TO.minus(Duration.ofDays(4));

    /// Between two reports of a city.
    static final Duration PACE = Duration.ofMinutes(15);

    /// The range of the weather as parameters of an address.
    static final String RANGE = "from=" + FROM + "&to=" + TO;

    /// What `evil` calls itself, sent ten days ago as a temperature and just now as a text.
    static final String SCRIPT = "<script>document.title=1</script>";

    private static final Duration LONG_AGO = Duration.ofDays(10);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext extension) {
        return parameter.getParameter().getType() == RunningPage.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext extension) {
        var store = extension.getRoot().getStore(Namespace.create(SharedPage.class));
        return store.computeIfAbsent(Running.class, _ -> start(), Running.class).page;
    }

    private static Running start() {
        try {
            var directory = Files.createTempDirectory("page");
            var running = new Running(RunningPage.start(directory), directory);
            try {
                fill(running.page);
                return running;
            } catch (Exception | Error e) {
                running.close();
                throw e;
            }
        } catch (Exception e) {
            throw new IllegalStateException("the page did not start", e);
        }
    }

    private static void fill(RunningPage page) throws Exception {
        page.client("incremental", "-o", "probe1", "-n", "10", "-f", "1.1", "temperature", "15");
        try (var station = page.station()) {
            station.sendWeather(FROM, TO, PACE);
            var event =
                    """
                    {"sender":"evil","origin":"%s","payload":{"type":%s},"timestamp":%d}
                    """;
            var now = Instant.now();
            station.send(
                    event.formatted(
                            SCRIPT, "\"door\",\"string\":\"<b>x</b>\"", now.toEpochMilli()));
            station.send(
                    event.formatted(
                            SCRIPT,
                            "\"temperature\",\"value\":20",
                            now.minus(LONG_AGO).toEpochMilli()));
        }
        page.awaitStored("*", 10 + 4 * 2 * 4 * 96 + 2);
    }

    /// Closed by JUnit after the last test.
    private record Running(RunningPage page, Path directory) implements AutoCloseable {
        @Override
        public void close() {
            page.close();
            try (var files = Files.walk(directory)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
