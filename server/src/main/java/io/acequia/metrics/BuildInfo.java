package io.acequia.metrics;

import java.util.List;
import java.util.Objects;

/// Which program this is.
///
/// @param version of Acequia, `development` when it does not run from its jar
/// @param java version of the Java runtime
public record BuildInfo(String version, String java) {
    /// The build information as a metric: always 1, what matters are its labels.
    public static final MetricGroup<BuildInfo> GROUP =
            new MetricGroup<BuildInfo>()
                    .gauge(
                            "acequia_build_info",
                            "Always 1; the labels say which program this is.",
                            List.of("version", "java"),
                            info -> List.of(new Sample<>(List.of(info.version, info.java), 1.0)));

    /// Returns what is running, as the manifest of the jar says it.
    public static BuildInfo current() {
        return new BuildInfo(
                Objects.requireNonNullElse(
                        BuildInfo.class.getPackage().getImplementationVersion(), "development"),
                Runtime.version().toString());
    }
}
