package io.acequia.store.opensearch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A search engine that can be had, and how one node of it is started.
sealed interface Product permits OpenSearch, Elasticsearch {
    /// Returns the command of a node, which ends when its standard input ends.
    ///
    /// @param home where its files go
    /// @param options settings as `key=value`; what begins with `-` is for the JVM
    ProcessBuilder command(Path home, List<String> options)
            throws IOException, InterruptedException;

    /// Returns the header that requests need, or an empty text.
    String authorization();

    /// Returns those of the options that are for the JVM.
    static List<String> ofJvm(List<String> options) {
        return options.stream().filter(option -> option.startsWith("-")).toList();
    }

    /// Returns those of the options that are for the engine.
    static List<String> ofEngine(List<String> options) {
        return options.stream().filter(option -> !option.startsWith("-")).toList();
    }
}
