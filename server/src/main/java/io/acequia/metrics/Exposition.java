package io.acequia.metrics;

/// A format in which metrics are written.
public enum Exposition {
    /// The text format of Prometheus, which every version of it reads.
    PROMETHEUS("text/plain; version=0.0.4; charset=utf-8"),
    /// OpenMetrics 1.0.
    OPEN_METRICS("application/openmetrics-text; version=1.0.0; charset=utf-8");

    private final String contentType;

    Exposition(String contentType) {
        this.contentType = contentType;
    }

    /// Returns the media type.
    public String contentType() {
        return contentType;
    }

    /// Returns the format that a client which sends this `Accept` header understands.
    public static Exposition of(String accept) {
        return accept.contains("application/openmetrics-text") ? OPEN_METRICS : PROMETHEUS;
    }
}
