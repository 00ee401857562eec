package io.acequia.console.page;

import io.acequia.store.opensearch.SearchEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Where the servers behind the page keep their events: embedded, or with `-Dtest.store=opensearch`
/// in a real OpenSearch, so that every test of the page runs on both.
final class PageStore {
    private PageStore() {}

    /// One for all tests; it ends with this process.
    private static final class Engine {
        private static final SearchEngine RUNNING = start();

        private static SearchEngine start() {
            try {
                var directory = Files.createTempDirectory("opensearch");
                return SearchEngine.openSearch(directory, 1);
            } catch (IOException e) {
                throw new IllegalStateException("OpenSearch did not start", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    static boolean isOpenSearch() {
        return System.getProperty("test.store", "embedded").equals("opensearch");
    }

    /// Adds what a server has to be told of its store, which belongs to a directory alone.
    static String[] with(Path directory, String... arguments) {
        if (!isOpenSearch()) {
            return arguments;
        }
        var all = new ArrayList<>(Arrays.asList(arguments));
        var prefix = "p" + Integer.toHexString(directory.hashCode());
        for (var setting :
                List.of(
                        "kind=opensearch",
                        "opensearch.urls=" + Engine.RUNNING.uris().getFirst(),
                        "opensearch.replicas=0",
                        "opensearch.prefix=" + prefix)) {
            all.add("--set=store." + setting);
        }
        return all.toArray(String[]::new);
    }
}
