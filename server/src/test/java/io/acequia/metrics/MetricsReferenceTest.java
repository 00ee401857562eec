package io.acequia.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acequia.intake.CoapMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MetricsReferenceTest {
    /// Surefire runs in the folder of the module.
    private static final Path PAGE = Path.of("../docs/metrics.md");

    private static final Path FRESH = Path.of("target/metrics.md");

    /// Every group that the program registers.
    private static Metrics all() {
        var metrics = new Metrics();
        metrics.register(BuildInfo::current, BuildInfo.GROUP);
        metrics.register(
                () -> {
                    throw new IllegalStateException("nobody asked for sockets");
                },
                CoapMetrics.GROUP);
        metrics.register(unread(StoreFigures.class), StoreFigures.GROUP);
        metrics.register(unread(ClusterFigures.class), ClusterFigures.GROUP);
        return metrics;
    }

    private static <S> Supplier<S> unread(Class<S> snapshot) {
        return () -> {
            throw new IllegalStateException("nobody asked for " + snapshot);
        };
    }

    @Test
    @DisplayName(
            "docs/metrics.md says what the code says; if not: cp server/target/metrics.md docs")
    void pageIsFresh() throws IOException {
        var fresh = MetricsReference.markdown(all().descriptions());
        Files.createDirectories(FRESH.getParent());
        Files.writeString(FRESH, fresh);

        assertEquals(fresh, Files.exists(PAGE) ? Files.readString(PAGE) : "");
    }
}
