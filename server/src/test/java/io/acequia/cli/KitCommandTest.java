package io.acequia.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("acequia kit")
class KitCommandTest {
    private static final Path FILES = Path.of("..", "deploy", "dashboards");

    @TempDir Path directory;

    private final FakeServer process = new FakeServer();

    @Test
    @DisplayName("lists the kits with their files")
    void list() {
        assertEquals(ExitCode.OK, process.run("kit", "list"));

        assertEquals(
                """
                opensearch-dashboards\tsaved-objects.ndjson
                kibana\tsaved-objects.ndjson
                grafana\tdata-source.json weather.json collector.json
                """,
                process.out.toString());
    }

    @Test
    @DisplayName("shows a file as it is in deploy/dashboards, or for another prefix")
    void show() throws IOException {
        assertEquals(ExitCode.OK, process.run("kit", "show", "kibana"));
        assertEquals(
                Files.readString(FILES.resolve("saved-objects.ndjson")), process.out.toString());

        var other = new FakeServer();
        assertEquals(ExitCode.OK, other.run("kit", "show", "kibana", "--prefix=iot"));
        assertTrue(other.out.toString().contains("\"title\":\"iot-*-2*\""));

        var grafana = new FakeServer();
        assertEquals(ExitCode.OK, grafana.run("kit", "show", "grafana", "weather.json"));
        assertEquals(
                Files.readString(FILES.resolve("grafana").resolve("weather.json")),
                grafana.out.toString());
    }

    @ParameterizedTest
    @DisplayName("refuses what cannot be before it asks anybody")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    kit                                          | Missing required subcommand; see acequia kit --help
                    kit instal kibana                            | 'instal', 'kibana'; did you mean install?
                    kit install                                  | Missing required parameter: 'KIT'
                    kit install kibanna                          | 'kibanna' is no kit; did you mean kibana?
                    kit install x                                | 'x' is no kit; use one of opensearch-dashboards, kibana, grafana
                    kit show grafana                             | grafana has several files; add data-source.json, weather.json, collector.json
                    kit show kibana weather.json                 | kibana has no weather.json but saved-objects.ndjson
                    kit show grafana weather.json --prefix=a     | --prefix means nothing to grafana; leave it out
                    kit install grafana --prefix a               | --prefix means nothing to grafana; leave it out
                    kit install kibana --tenant a                | --tenant means nothing to kibana; leave it out
                    kit install kibana --acequia-url a           | --acequia-url means nothing to kibana; leave it out
                    kit install kibana --prefix A*               | --prefix is A*; use up to 100 of a to z
                    kit install kibana --url x:5601              | --url is x:5601; use one such as http://localhost:5601
                    kit install kibana --url http://a^b          | --url is http://a^b; use one such as http://localhost:5601
                    kit install kibana --url http://u:p@a/       | --url holds a user, and others see it on the command line
                    kit install kibana --url http://a/?b=c       | --url is http://a/?b=c; leave out what follows the path
                    kit install kibana --user u                  | --user and --password-file need each other
                    kit install kibana --token-file t --user u   | --token-file stands for --user and --password-file; use one
                    kit install kibana --token-file no/file      | --token-file no/file does not exist; write the secret into it
                    kit install kibana --ca no/file              | --ca no/file is no PEM file of a certificate
                    """)
    void mistakes(String arguments, String expected) {
        int exitCode = process.run(arguments.split(" +"));

        var line = process.err.toString();
        assertEquals(ExitCode.USAGE, exitCode, line);
        assertTrue(line.startsWith("acequia: ") && line.contains(expected), line);
        assertEquals(1, line.lines().count(), line);
        assertEquals("", process.out.toString());
    }

    @Test
    @DisplayName("reads a secret of one line from its file")
    void secrets() throws IOException {
        var empty = Files.writeString(directory.resolve("empty"), "\n");
        var two = Files.writeString(directory.resolve("two"), "a\nb\n");

        for (var file : new Path[] {empty, two, directory}) {
            var run = new FakeServer();
            assertEquals(
                    ExitCode.USAGE,
                    run.run("kit", "install", "kibana", "--user=u", "--password-file=" + file));
            assertTrue(run.err.toString().contains("--password-file " + file), run.err.toString());
        }
    }

    @Test
    @DisplayName("explains its options in at most 80 columns")
    void help() {
        for (var command : new String[] {"list", "show", "install"}) {
            var run = new FakeServer();
            assertEquals(ExitCode.OK, run.run("kit", command, "--help"));
            var text = run.out.toString();
            assertTrue(text.startsWith("Usage: acequia kit " + command), text);
            assertTrue(text.lines().allMatch(line -> line.length() <= 80), text);
            assertFalse(text.contains("${"), text);
            assertFalse(text.contains("Kit$"), text);
        }
    }
}
