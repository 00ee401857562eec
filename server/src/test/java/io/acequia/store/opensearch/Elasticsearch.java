package io.acequia.store.opensearch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Elasticsearch as the profile `elasticsearch` of the module `engines` unpacks it.
///
/// @param password of its user `elastic`; if empty, it asks nobody who they are
record Elasticsearch(String password) implements Product {
    private static final Path UNPACKED = Path.of("..", "engines", "target", "elasticsearch");

    /// It refuses to run as root, who therefore calls themselves nobody. Its launcher outlives a
    /// standard input that ends, unlike this shell.
    private static final String LAUNCH =
            """
            exec 3<&0
            (cat <&3 >/dev/null; kill $$) &
            as=
            [ "$(id -u)" -ne 0 ] || as='unshare --user --map-user=65534 --map-group=65534'
            exec $as "$@" </dev/null
            """;

    @Override
    public ProcessBuilder command(Path home, List<String> options)
            throws IOException, InterruptedException {
        var configuration = home.resolve("config");
        if (!Files.exists(configuration)) {
            configure(configuration);
        }
        var command = new ArrayList<>(List.of("sh", "-c", LAUNCH, "sh"));
        command.add(program("elasticsearch"));
        setting(command, "path.data=" + home.resolve("data"));
        setting(command, "path.logs=" + home.resolve("logs"));
        setting(command, "xpack.security.enabled=" + !password.isEmpty());
        setting(command, "xpack.security.autoconfiguration.enabled=false");
        setting(command, "xpack.security.http.ssl.enabled=false");
        setting(command, "xpack.security.transport.ssl.enabled=false");
        Product.ofEngine(options).forEach(option -> setting(command, option));
        return builder(configuration, Product.ofJvm(options), command);
    }

    private static void setting(List<String> command, String setting) {
        command.addAll(List.of("-E", setting));
    }

    private void configure(Path configuration) throws IOException, InterruptedException {
        var given = directory().resolve("config");
        try (var files = Files.walk(given)) {
            for (var file : files.toList()) {
                Files.copy(file, configuration.resolve(given.relativize(file)));
            }
        }
        if (!password.isEmpty()) {
            keepPassword(configuration);
        }
    }

    private void keepPassword(Path configuration) throws IOException, InterruptedException {
        var command =
                List.of(program("elasticsearch-keystore"), "add", "-fx", "bootstrap.password");
        var keystore = builder(configuration, List.of(), command).redirectErrorStream(true).start();
        try (var input = keystore.getOutputStream()) {
            input.write(password.getBytes(UTF_8));
        }
        var said = new String(keystore.getInputStream().readAllBytes(), UTF_8);
        if (keystore.waitFor() != 0) {
            throw new IOException("elasticsearch-keystore: " + said);
        }
    }

    private static ProcessBuilder builder(
            Path configuration, List<String> options, List<String> command) {
        var builder = new ProcessBuilder(command);
        var quick = "-Xms512m -Xmx512m -XX:TieredStopAtLevel=1 ";
        builder.environment().put("ES_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("ES_JAVA_OPTS", quick + String.join(" ", options));
        builder.environment().put("ES_PATH_CONF", configuration.toString());
        return builder;
    }

    private static String program(String name) throws IOException {
        return directory().resolve("bin").resolve(name).toString();
    }

    private static Path directory() throws IOException {
        if (Files.isDirectory(UNPACKED)) {
            try (var versions = Files.list(UNPACKED)) {
                return versions.findFirst().orElseThrow().toRealPath();
            }
        }
        throw new IOException(
                UNPACKED + " is missing; run: mvn -Pelasticsearch -pl engines initialize");
    }

    @Override
    public String authorization() {
        var pair = ("elastic:" + password).getBytes(UTF_8);
        return password.isEmpty() ? "" : "Basic " + Base64.getEncoder().encodeToString(pair);
    }
}
