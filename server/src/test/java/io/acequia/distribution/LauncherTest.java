package io.acequia.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The launcher of the distribution")
class LauncherTest {
    private static final Path SOURCES = Path.of("src", "distribution");
    private static final String RELEASE_25 = "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"25.0.3\"\n";

    @TempDir Path directory;

    private Path home = Path.of("");

    @BeforeEach
    void install() throws Exception {
        home = directory.resolve("a home");
        Shell.script(home.resolve("bin/acequia"), Files.readString(SOURCES.resolve("bin/acequia")));
        Files.createDirectories(home.resolve("lib"));
        Files.copy(SOURCES.resolve("find-java.sh"), home.resolve("lib/find-java.sh"));
    }

    @Test
    @DisplayName("runs the jar with the Java of JAVA_HOME, hands on arguments and exit code")
    void runs() throws Exception {
        var java = Shell.java(directory.resolve("jdk 25"), RELEASE_25);

        var ending =
                new Shell(directory)
                        .with("JAVA_HOME", java.toString())
                        .run(home.resolve("bin/acequia").toString(), "send", "a b", "*", "");

        var arguments = ending.out().lines().toList();
        int jar = arguments.indexOf("-jar");
        assertEquals(7, ending.exitCode(), ending.err());
        assertEquals(
                List.of(
                        home.toRealPath().resolve("lib/acequia.jar").toString(),
                        "send",
                        "a b",
                        "*",
                        ""),
                arguments.subList(jar + 1, arguments.size()));
        assertTrue(arguments.contains("-XX:+UseSerialGC"), ending.out());
        assertTrue(arguments.contains("--enable-native-access=ALL-UNNAMED"), ending.out());
        assertTrue(arguments.stream().noneMatch(word -> word.contains("AOT")), ending.out());
    }

    @Test
    @DisplayName("uses the AOT cache when there is one, and lets the user choose Java options")
    void options() throws Exception {
        var java = Shell.java(directory.resolve("jdk"), RELEASE_25);
        Files.writeString(home.resolve("lib/acequia.aot"), "cache");

        var ending =
                new Shell(directory)
                        .with("JAVA_HOME", java.toString())
                        .with("ACEQUIA_JAVA_OPTS", "-Xmx1g -XX:+UseZGC")
                        .run(home.resolve("bin/acequia").toString());

        var arguments = ending.out().lines().toList();
        assertTrue(
                arguments.contains("-XX:AOTCache=" + home.toRealPath().resolve("lib/acequia.aot")),
                ending.out());
        assertTrue(arguments.indexOf("-Xmx1g") > arguments.indexOf("-Xmx256m"), ending.out());
        assertTrue(!arguments.contains("-XX:+UseSerialGC"), ending.out());
    }

    @Test
    @DisplayName("finds its home through symbolic links, absolute and relative")
    void links() throws Exception {
        var java = Shell.java(directory.resolve("jdk"), RELEASE_25);
        Files.createSymbolicLink(directory.resolve("absolute"), home.resolve("bin/acequia"));
        Files.createSymbolicLink(directory.resolve("relative"), Path.of("absolute"));

        var ending =
                new Shell(Path.of("/"))
                        .with("JAVA_HOME", java.toString())
                        .run(directory.resolve("relative").toString());

        assertEquals(7, ending.exitCode(), ending.err());
        assertTrue(ending.out().contains(home.toRealPath() + "/lib/acequia.jar"), ending.out());
    }

    @ParameterizedTest
    @DisplayName("tells a Java 25 or newer by its release file")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    JAVA_VERSION="25"        | 0
                    JAVA_VERSION="25.0.3"    | 0
                    JAVA_VERSION="25-ea"     | 0
                    JAVA_VERSION="26.1+5"    | 0
                    JAVA_VERSION="24.0.2"    | 1
                    JAVA_VERSION="17.0.15"   | 1
                    JAVA_VERSION="1.8.0_392" | 1
                    JAVA_VERSION=""          | 1
                    VENDOR="25"              | 1
                    """)
    void versions(String release, int exitCode) throws Exception {
        var java = Shell.java(directory.resolve("jdk"), "MODULES=\"java.base\"\n" + release + "\n");

        var ending =
                new Shell(directory)
                        .run(
                                "sh",
                                "-euc",
                                ". \"$1\"; has_java_25 \"$2\" java",
                                "sh",
                                home.resolve("lib/find-java.sh").toString(),
                                java.toString());

        assertEquals(exitCode, ending.exitCode(), ending.err());
        assertEquals("", ending.err());
    }

    @Test
    @DisplayName("passes by a JAVA_HOME that is too old and finds the Java that PATH leads to")
    void path() throws Exception {
        var old = Shell.java(directory.resolve("old"), "JAVA_VERSION=\"17.0.1\"\n");
        var java = Shell.java(directory.resolve("new"), RELEASE_25);
        Files.createDirectory(directory.resolve("links"));
        Files.createSymbolicLink(directory.resolve("links/java"), java.resolve("bin/java"));

        var ending =
                new Shell(directory)
                        .with("JAVA_HOME", old.toString())
                        .with("PATH", directory.resolve("links") + ":/usr/bin:/bin")
                        .run(home.resolve("bin/acequia").toString(), "x");

        assertEquals(7, ending.exitCode(), ending.err());
    }
}
