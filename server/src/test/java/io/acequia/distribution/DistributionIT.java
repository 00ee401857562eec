package io.acequia.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.util.Properties;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The distribution")
class DistributionIT {
    @TempDir Path directory;

    private Path home = Path.of("");

    @BeforeEach
    void find() throws Exception {
        home = Path.of(Files.readString(Path.of("target", "distribution")).strip());
    }

    @Test
    @DisplayName("runs, says its version and nothing else")
    void version() throws Exception {
        var ending = run(shell(), "--version");

        assertEquals(0, ending.exitCode(), ending.err());
        assertTrue(
                ending.out().matches("acequia [0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)?\n"),
                ending.out());
        assertEquals("", ending.err());
    }

    @Test
    @DisplayName("has an AOT cache that the launcher really uses")
    void cache() throws Exception {
        var ending = run(shell().with("ACEQUIA_JAVA_OPTS", "-XX:AOTMode=on"), "--version");

        assertEquals(0, ending.exitCode(), ending.out() + ending.err());
    }

    @Test
    @DisplayName("tells in one line and by exit code 5 that nobody listens")
    void nobodyListens() throws Exception {
        int port;
        try (var free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        var ending = run(shell(), "send", "--port", String.valueOf(port), "-B", "3", "t", "1");

        assertEquals(5, ending.exitCode(), ending.err());
        assertEquals("", ending.out());
        assertEquals(1, ending.err().lines().count(), ending.err());
        assertFalse(ending.err().contains("Exception"), ending.err());
    }

    @Test
    @DisplayName("does its main job: serves, takes events, is healthy, ends with 0 on SIGTERM")
    void mainJob() throws Exception {
        var server =
                new ProcessBuilder(
                                home.resolve("bin/acequia").toString(),
                                "serve",
                                "--data=" + directory.resolve("data"),
                                "--coap=127.0.0.1:0",
                                "--http=127.0.0.1:0")
                        .redirectError(directory.resolve("err").toFile())
                        .start();
        try (var out = server.inputReader()) {
            // Requests can be answered, and logged, before the database is open.
            var ready = String.valueOf(out.readLine());
            while (!ready.contains(" is ready:") && server.isAlive()) {
                ready = String.valueOf(out.readLine());
            }
            var port = ready.replaceFirst(".* coap://127\\.0\\.0\\.1:([0-9]+) .*", "$1");
            var sent = run(shell(), "incremental", "--port", port, "-n", "3", "temperature", "15");
            var health = run(shell(), "healthcheck", "--port", port);
            server.toHandle().destroy();

            assertEquals(0, sent.exitCode(), sent.err() + ready);
            assertEquals(3, sent.out().split("-- POST: /event -> 2.01 --", -1).length - 1);
            assertEquals("-- GET: /health -> 2.05 --\n{\"status\":\"ok\"}\n", health.out());
            assertEquals(0, server.waitFor(), Files.readString(directory.resolve("err")));
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    @DisplayName("prints settings that are valid, with a wrong one exit 2")
    void config() throws Exception {
        var good = run(shell(), "config", "--data", "/srv/acequia");
        Files.writeString(directory.resolve("acequia.yaml"), "coap:\n  worker: 2\n");
        var bad = run(shell(), "config");

        assertEquals(0, good.exitCode(), good.err());
        assertTrue(good.out().contains("\ndata: /srv/acequia  # --data\n"), good.out());
        assertEquals(2, bad.exitCode());
        assertEquals(
                "acequia: unknown setting coap.worker (acequia.yaml:2); did you mean coap.workers?\n",
                bad.err());
    }

    @Test
    @DisplayName("understands UTF-8 in a process without a locale, such as a container")
    void noLocale() throws Exception {
        var ending =
                shell().run(
                                "sh",
                                "-c",
                                "exec \"$1\" config --data \"$(printf '/srv/se\\303\\261al')\"",
                                "sh",
                                home.resolve("bin/acequia").toString());

        assertEquals(0, ending.exitCode(), ending.err());
        assertTrue(ending.out().contains("\ndata: '/srv/señal'  # --data\n"), ending.out());
    }

    @Test
    @DisplayName("completes commands and options in bash")
    void completion() throws Exception {
        var script = home.resolve("completion/acequia.bash");
        var ending =
                shell().run(
                                "bash",
                                "-c",
                                ". \"$1\"; COMP_WORDS=(acequia incr); COMP_CWORD=1;"
                                        + " _complete_acequia; echo \"${COMPREPLY[@]}\"",
                                "bash",
                                script.toString());

        assertEquals("incremental\n", ending.out(), ending.err());
        assertTrue(Files.exists(home.resolve("completion/_acequia")));
    }

    @Test
    @DisplayName("has manual pages, its licence and those of the libraries")
    void papers() {
        for (var paper :
                new String[] {
                    "man/acequia.1", "man/acequia-serve.1", "LICENSE", "THIRD-PARTY.txt"
                }) {
            assertTrue(Files.exists(home.resolve(paper)), paper);
        }
    }

    @Test
    @DisplayName("has the library of DuckDB for this platform beside its jar, and DuckDB finds it")
    void duckdb() throws Exception {
        Path jar;
        try (var files = Files.newDirectoryStream(home.resolve("lib"), "duckdb_jdbc-*.jar")) {
            jar = files.iterator().next();
        }
        boolean isSlim;
        try (var content = new JarFile(jar.toFile())) {
            isSlim = content.stream().noneMatch(entry -> entry.getName().contains(".so_"));
        }

        assertEquals(System.getProperty("os.name").equals("Linux"), isSlim);
        try (var loader =
                new URLClassLoader(
                        new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            var driver =
                    (Driver)
                            loader.loadClass("org.duckdb.DuckDBDriver")
                                    .getConstructor()
                                    .newInstance();
            try (var connection = driver.connect("jdbc:duckdb:", new Properties());
                    var rows = connection.createStatement().executeQuery("select 6 * 7")) {
                assertTrue(rows.next());
                assertEquals(42, rows.getInt(1));
            }
        }
    }

    private Shell shell() {
        return new Shell(directory).with("JAVA_HOME", System.getProperty("java.home"));
    }

    private Shell.Ending run(Shell shell, String... arguments) throws Exception {
        var command = new String[arguments.length + 1];
        command[0] = home.resolve("bin/acequia").toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return shell.run(command);
    }
}
