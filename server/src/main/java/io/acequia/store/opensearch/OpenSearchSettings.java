package io.acequia.store.opensearch;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How events are kept in OpenSearch or Elasticsearch.
///
/// @param urls of the nodes, tried in turn
/// @param user for basic authentication, absent for none
/// @param passwordFile holds the password of the user
/// @param tokenFile holds a token, in place of user and password
/// @param authority PEM file of the authority that vouches for the nodes; the machine's own if
///   absent
/// @param prefix with which the names of all indices begin
/// @param period of event time of one index
/// @param namespaces that get indices of their own
/// @param shards of a new index
/// @param replicas of each shard
/// @param activeShards copies that have to be there before a write begins: a number or `all`
/// @param isPacked whether bodies are packed with gzip
/// @param refresh how long a stored event may be invisible
/// @param retention how long events are kept, for ever when absent
/// @param backlog most bytes that wait to be written
/// @param timeout how long a request may wait until it is stored
public record OpenSearchSettings(
        List<URI> urls,
        @Nullable String user,
        @Nullable Path passwordFile,
        @Nullable Path tokenFile,
        @Nullable Path authority,
        String prefix,
        Period period,
        Set<String> namespaces,
        int shards,
        int replicas,
        String activeShards,
        boolean isPacked,
        Duration refresh,
        @Nullable Duration retention,
        long backlog,
        Duration timeout) {

    /// The span of event time of one index.
    public enum Period {
        /// From the first of a month, UTC.
        MONTH,
        /// From midnight, UTC.
        DAY
    }

    public OpenSearchSettings {
        urls = List.copyOf(urls);
        namespaces = Set.copyOf(namespaces);
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("no url of a node");
        }
    }

    /// A node on this machine without authentication.
    public static OpenSearchSettings at(URI url) {
        return new OpenSearchSettings(
                List.of(url),
                null,
                null,
                null,
                null,
                "acequia",
                Period.MONTH,
                Set.of(),
                1,
                1,
                "1",
                false,
                Duration.ofMillis(500),
                null,
                64 << 20,
                Duration.ofSeconds(10));
    }

    /// The same with another prefix.
    public OpenSearchSettings prefix(String other) {
        return new OpenSearchSettings(
                urls,
                user,
                passwordFile,
                tokenFile,
                authority,
                other,
                period,
                namespaces,
                shards,
                replicas,
                activeShards,
                isPacked,
                refresh,
                retention,
                backlog,
                timeout);
    }
}
