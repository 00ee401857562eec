package io.acequia.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// How events are kept in OpenSearch or Elasticsearch, when `store.kind` says so. An empty user or
/// path means none.
///
/// @param urls of the nodes
/// @param user for basic authentication
/// @param passwordFile holds the password of the user
/// @param tokenFile holds a token
/// @param ca PEM file of the authority
/// @param prefix of the names of indices, lower-case letters, digits and `_`, up to 63
/// @param period of event time of an index
/// @param namespaces with indices of their own
/// @param shards of a new index, 1 to 1,024
/// @param replicas of each shard, 0 to 100
/// @param activeShards copies that have to be there
/// @param compress whether what is written is packed
/// @param refresh how long a stored event may be invisible, 100 ms to 1 h
/// @param timeout how long a request may wait until it is stored, 1 s to 1 min
public record ClusterSettings(
        @Setting("Addresses of the nodes of OpenSearch or Elasticsearch, tried in turn.")
                List<URI> urls,
        @Setting("User for basic authentication; none when empty.") String user,
        @Setting("File with the password of the user; read again for each connection.")
                Path passwordFile,
        @Setting("File with a token (Authorization: Bearer), in place of user and password.")
                Path tokenFile,
        @Setting(
                        "PEM file of the authority that vouches for the nodes; that of this machine"
                                + " when empty.")
                Path ca,
        @Setting("With what the names of all indices begin: lower-case letters, digits and _.")
                String prefix,
        @Setting("Span of event time of one index; day above some 50 million events a day.")
                Period period,
        @Setting("Namespaces that get indices of their own, for retention and rights.")
                List<String> namespaces,
        @Setting("Primary shards of a new index, 1 to 1024.") int shards,
        @Setting("Further copies of each shard, 0 to 100; 0 on a single node.") int replicas,
        @Setting(
                        "Copies of a shard that have to be there before an event is written: a number,"
                                + " or all.")
                String activeShards,
        @Setting(
                        "Whether what is written is packed with gzip; auto: unless every node is on"
                                + " this machine.")
                Compress compress,
        @Setting(
                        "How long a stored event may be invisible to queries, 100ms to 1h. With 1s,"
                                + " which is what engines do by themselves, indices that nobody"
                                + " searches cost least.")
                Duration refresh,
        @Setting(
                        "How long a request may wait until its events are stored, 1s to 1m; then"
                                + " devices are asked to come back later.")
                Duration timeout) {

    /// Spans of event time.
    public enum Period {
        /// From the first of a month, UTC.
        MONTH,
        /// From midnight, UTC.
        DAY
    }

    /// When bodies are packed.
    public enum Compress {
        /// Unless every node is on this machine: there, packing costs more than it saves.
        AUTO,
        /// Always.
        ALWAYS,
        /// Never: for a network that is faster than gzip.
        NEVER
    }

    /// What holds when nothing is set.
    public static final ClusterSettings DEFAULTS =
            new ClusterSettings(
                    List.of(URI.create("http://localhost:9200")),
                    "",
                    Path.of(""),
                    Path.of(""),
                    Path.of(""),
                    "acequia",
                    Period.MONTH,
                    List.of(),
                    1,
                    1,
                    "1",
                    Compress.AUTO,
                    Duration.ofMillis(500),
                    Duration.ofSeconds(10));

    public ClusterSettings {
        urls = List.copyOf(urls);
        namespaces = List.copyOf(namespaces);
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("store.opensearch.urls is empty; name one node");
        }
        if (!prefix.matches("[a-z0-9][a-z0-9_]{0,62}")) {
            throw new IllegalArgumentException(
                    "store.opensearch.prefix is "
                            + prefix
                            + "; use up to 63 lower-case letters, digits and _");
        }
        if (!activeShards.matches("[1-9]\\d{0,2}|all")) {
            throw new IllegalArgumentException(
                    "store.opensearch.active-shards is " + activeShards + "; use a number or all");
        }
        Range.check("store.opensearch.shards", shards, 1, 1_024);
        Range.check("store.opensearch.replicas", replicas, 0, 100);
        Range.check(
                "store.opensearch.refresh", refresh, Duration.ofMillis(100), Duration.ofHours(1));
        Range.check(
                "store.opensearch.timeout", timeout, Duration.ofSeconds(1), Duration.ofMinutes(1));
    }
}
