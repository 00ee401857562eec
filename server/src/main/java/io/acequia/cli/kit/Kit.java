package io.acequia.cli.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Boards for another product, and what they need there. The files are those of
/// `deploy/dashboards`.
enum Kit {
    OPENSEARCH_DASHBOARDS(
            "opensearch-dashboards", "OpenSearch Dashboards", "http://localhost:5601"),
    KIBANA("kibana", "Kibana", "http://localhost:5601"),
    GRAFANA("grafana", "Grafana", "http://localhost:3000");

    /// The file that both OpenSearch Dashboards and Kibana take.
    static final String SAVED_OBJECTS = "saved-objects.ndjson";

    /// What the names of all indices begin with unless the store is set up otherwise.
    static final String PREFIX = "acequia";

    private final String label;
    private final String product;
    private final String address;

    Kit(String label, String product, String address) {
        this.label = label;
        this.product = product;
        this.address = address;
    }

    /// Returns the name on the command line.
    String label() {
        return label;
    }

    /// Returns the name that the product gives itself.
    String product() {
        return product;
    }

    /// Returns where the product listens when nobody has changed it.
    String address() {
        return address;
    }

    /// Returns the names of its files, in the order in which they are needed.
    List<String> files() {
        return switch (this) {
            case OPENSEARCH_DASHBOARDS, KIBANA -> List.of(SAVED_OBJECTS);
            case GRAFANA -> List.of("data-source.json", "weather.json", "collector.json");
        };
    }

    /// Returns a file as it is in `deploy/dashboards`.
    ///
    /// @param file one of [#files()]
    String text(String file) {
        var path = "/kits/" + (this == GRAFANA ? "grafana/" : "") + file;
        try (var in = Kit.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Returns a file for indices whose names begin with another prefix.
    String text(String file, String prefix) {
        return text(file).replace(indices(PREFIX), indices(prefix));
    }

    /// Returns the pattern of all indices of events: `PREFIX-NAMESPACE-YEAR…`.
    static String indices(String prefix) {
        return prefix + "-*-2*";
    }
}
