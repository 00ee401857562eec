package io.acequia.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("./acequia")
class RootScriptTest {
    /// Stands for Maven: makes a distribution that prints its arguments, and counts its runs.
    private static final String MAVEN =
            """
            #!/bin/sh
            echo "$@" >>builds
            mkdir -p server/target/home/bin
            printf '#!/bin/sh\\nprintf "%%s\\\\n" "$PWD" "$@"\\nexit 3\\n' >server/target/home/bin/acequia
            chmod +x server/target/home/bin/acequia
            echo "$PWD/server/target/home" >server/target/distribution
            """;

    @TempDir Path directory;

    private Path root = Path.of("");
    private Path tools = Path.of("");

    @BeforeEach
    void checkOut() throws Exception {
        root = directory.resolve("a clone");
        tools = directory.resolve("tools");
        Shell.script(root.resolve("acequia"), Files.readString(Path.of("..", "acequia")));
        for (var folder :
                new String[] {"coap/src/main", "server/src/main", "server/src/distribution"}) {
            Files.createDirectories(root.resolve(folder));
        }
        for (var pom : new String[] {"pom.xml", "coap/pom.xml", "server/pom.xml"}) {
            Files.writeString(root.resolve(pom), "<project/>");
        }
        Files.copy(
                Path.of("src/distribution/find-java.sh"),
                root.resolve("server/src/distribution/find-java.sh"));
        Shell.script(tools.resolve("mvn"), MAVEN);
        Shell.java(directory.resolve("jdk"), "JAVA_VERSION=\"25\"\n");
    }

    @Test
    @DisplayName("builds once, says so, and hands on arguments, directory and exit code")
    void buildsOnce() throws Exception {
        var first = run("send", "a b");
        var second = run("serve");

        assertEquals(3, first.exitCode(), first.err());
        assertEquals(directory.toRealPath() + "\nsend\na b\n", first.out());
        assertEquals("acequia: building, about a minute, once\n", first.err());
        assertEquals("", second.err());
        assertEquals(1, builds());
    }

    @Test
    @DisplayName("builds again when a source is newer")
    void buildsAgain() throws Exception {
        run("x");
        Files.writeString(root.resolve("server/src/main/New.java"), "class New {}");
        Files.setLastModifiedTime(
                root.resolve("server/src/main/New.java"),
                FileTime.fromMillis(System.currentTimeMillis() + 60_000));

        run("x");

        assertEquals(2, builds());
    }

    @Test
    @DisplayName("shows the log of a build that fails, and exits 1")
    void failedBuild() throws Exception {
        Shell.script(
                tools.resolve("mvn"),
                "#!/bin/sh\necho '[INFO] x'\necho '[ERROR] no network'\nexit 1\n");

        var ending = run("serve");

        assertEquals(1, ending.exitCode());
        assertEquals("", ending.out());
        assertTrue(ending.err().contains("once\n[ERROR] no network\n"), ending.err());
        assertTrue(ending.err().contains("acequia: the build failed; the whole log is "));
    }

    @Test
    @DisplayName("says how to get Maven when there is none")
    void noMaven() throws Exception {
        for (var tool :
                new String[] {"dirname", "find", "head", "cat", "mkdir", "flock", "readlink"}) {
            var real = "PATH=/usr/bin:/bin exec " + tool + " \"$@\"\n";
            Shell.script(tools.resolve(tool), "#!/bin/sh\n" + real);
        }
        Files.delete(tools.resolve("mvn"));

        var ending =
                new Shell(directory)
                        .with("PATH", tools.toString())
                        .with("JAVA_HOME", directory.resolve("jdk").toString())
                        .run("/bin/sh", root.resolve("acequia").toString(), "serve");

        assertEquals(1, ending.exitCode());
        assertEquals(
                "acequia: Maven is needed to build; install it (apt-get install maven, brew install"
                        + " maven)\n",
                ending.err());
    }

    private Shell.Ending run(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(arguments));
        command.addFirst(root.resolve("acequia").toString());
        return new Shell(directory)
                .with("PATH", tools + ":/usr/bin:/bin")
                .with("JAVA_HOME", directory.resolve("jdk").toString())
                .run(command.toArray(String[]::new));
    }

    private long builds() throws Exception {
        return Files.readAllLines(root.resolve("builds")).size();
    }
}
