package io.acequia.store.opensearch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Hands one OpenSearch of one node to all tests with a parameter of type [SearchEngine].
///
/// None of them may stop it, and each uses indices with a prefix of its own. For
/// `@ExtendWith(SharedSearchEngine.class)`.
public final class SharedSearchEngine implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext extension) {
        return parameter.getParameter().getType() == SearchEngine.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext extension) {
        var store = extension.getRoot().getStore(Namespace.create(SharedSearchEngine.class));
        return store.computeIfAbsent(Running.class, _ -> start(), Running.class).engine;
    }

    private static Running start() {
        try {
            var directory = Files.createTempDirectory("opensearch");
            return new Running(SearchEngine.openSearch(directory, 1), directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Closed by JUnit after the last test.
    private record Running(SearchEngine engine, Path directory) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            try {
                engine.stop(0);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            engine.close();
            try (var files = Files.walk(directory)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
