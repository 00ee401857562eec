package io.acequia.store.opensearch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// OpenSearch from the jars that the module `engines` puts into its target.
///
/// @param first whether what the JVM learns about classes is kept for later starts, if it is not
///   yet; only one process at a time may do that
record OpenSearch(boolean first) implements Product {
    private static final Path ENGINES = Path.of("..", "engines");
    private static final Path JARS = ENGINES.resolve("target/opensearch");

    /// Makes a later start need half the processor time; 95 MB.
    private static final Path CLASSES = ENGINES.resolve("target/opensearch.jsa");

    @Override
    public ProcessBuilder command(Path home, List<String> options) throws IOException {
        if (!Files.isDirectory(JARS)) {
            throw new IOException(JARS + " is missing; run: mvn -pl engines initialize");
        }
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // The plain compiler and collector start in half the time.
        command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        if (first) {
            command.add("-XX:+AutoCreateSharedArchive");
        }
        if (first || Files.exists(CLASSES)) {
            command.add("-XX:SharedArchiveFile=" + CLASSES);
        }
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(Product.ofJvm(options));
        command.addAll(List.of("-cp", JARS + "/*", ENGINES + "/src/OpenSearchNode.java"));
        command.add(home.toString());
        command.addAll(Product.ofEngine(options));
        return new ProcessBuilder(command);
    }

    @Override
    public String authorization() {
        return "";
    }
}
