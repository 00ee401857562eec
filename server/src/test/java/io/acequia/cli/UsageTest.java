package io.acequia.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The command line")
class UsageTest {
    private final FakeServer server = new FakeServer();

    @ParameterizedTest
    @DisplayName("wrong arguments: one line with cause and next step, exit 2, nothing sent")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                                                       | Missing required subcommand; see acequia --help
                    sned                               | Unmatched argument at index 0: 'sned'; did you mean send?
                    client                             | Missing required subcommand; see acequia client --help
                    send                               | Missing required parameters: '<type>', '<value>'; see acequia send --help
                    send t                             | Missing required parameter: '<value>'
                    send t 21,5                        | '21,5' is not a number; use one such as 21.5
                    send t 1 2                         | Unmatched argument at index 3: '2'
                    send --hots t 1                    | Unknown option: '--hots'; did you mean --host?
                    send --port 0 t 1                  | --port is 0; use 1 to 65535
                    send --port x t 1                  | Invalid value for option '--port'
                    send -B 0 t 1                      | --timeout is 0; use more than 0, up to 86400
                    send --output xml t 1              | expected one of [TEXT, JSON]
                    incremental -n 0 t 1               | --numberOfEvents is 0; use 1 or more
                    incremental -f 0 t 1               | --factor is 0; use more than 0
                    incremental -f -1 t 1              | --factor is -1; use more than 0
                    incremental -p -1 t 1              | --pace is -1; use 0 to 86400
                    incremental --min 2 --max 1 t 1    | --min is 2; use no more than --max
                    city                               | Missing required parameter: '<name>'
                    city --provider x y                | 'x' is none of open-meteo, openweathermap
                    city --provider openweathermap y   | openweathermap needs a key; set OPENWEATHERMAP_APIKEY
                    config --coap x                    | coap.listen is x (--coap); use a list, each HOST:PORT
                    config --set x                     | --set is x; use KEY=VALUE
                    config --set x=1                   | unknown setting x (--set)
                    config --config nowhere.yaml       | cannot be read (there is no such file)
                    store                              | Missing required subcommand; see acequia store --help
                    store copy --from x --to embedded  | expected one of [EMBEDDED, OPENSEARCH]
                    store copy --from embedded         | Missing required option: '--to=STORE'
                    serve --data ''                    | data is  (--data); use a path
                    """)
    void wrongArguments(String arguments, String expected) {
        int exitCode = server.run(split(arguments));

        var line = server.err.toString();
        assertEquals(ExitCode.USAGE, exitCode, line);
        assertTrue(line.startsWith("acequia: ") && line.contains(expected), line);
        assertEquals(1, line.lines().count(), line);
        assertEquals("", server.out.toString());
        assertEquals(0, server.opened);
    }

    private static String[] split(String arguments) {
        return arguments == null
                ? new String[0]
                : List.of(arguments.split(" +", -1)).stream()
                        .map(word -> word.equals("''") ? "" : word)
                        .toArray(String[]::new);
    }

    @Test
    @DisplayName("every command explains itself in at most 80 columns, and has a version")
    void help() {
        var commands = CommandTree.commandLine(server.surroundings()).getSubcommands().keySet();

        for (var command : commands) {
            var help = new FakeServer();
            assertEquals(0, help.run(command, "--help"), command);
            assertTrue(help.out.toString().startsWith("Usage: acequia " + command), command);
            assertTrue(
                    help.out.toString().lines().allMatch(line -> line.length() <= 80),
                    help.out.toString());
            assertFalse(help.out.toString().contains("${"), help.out.toString());
        }
        assertEquals(0, server.run("--version"));
        assertTrue(server.out.toString().startsWith("acequia "), server.out.toString());
    }

    @Test
    @DisplayName("config prints the settings with their origin")
    void config() {
        server.environment.put("ACEQUIA_LOG_FORMAT", "json");

        int exitCode = server.run("config", "--http", "localhost:0", "--set", "coap.burst=1");

        var yaml = server.out.toString();
        assertEquals(ExitCode.OK, exitCode, server.err.toString());
        assertTrue(yaml.contains("\n  listen: localhost:0  # --http\n"), yaml);
        assertTrue(yaml.contains("\n  burst: 1  # --set\n"), yaml);
        assertTrue(yaml.contains("\n  format: json  # ACEQUIA_LOG_FORMAT\n"), yaml);
        assertTrue(yaml.contains("\n  workers: 1  # default\n"), yaml);
    }

    @Test
    @DisplayName("a mistake of ours is one line and exit 1; the stack trace is for ACEQUIA_DEBUG")
    void internalError() {
        int exitCode = server.run("serve");
        var line = server.err.toString();

        server.environment.put("ACEQUIA_DEBUG", "1");
        server.run("serve");

        assertEquals(ExitCode.INTERNAL, exitCode);
        assertEquals(
                "acequia: internal error: java.lang.IllegalStateException: nothing to start;"
                        + " ACEQUIA_DEBUG=1 shows where it comes from\n",
                line);
        assertTrue(server.err.toString().contains("\tat io.acequia.cli.Serve"));
    }

    @Test
    @DisplayName("completion is a script that knows the commands")
    void completion() {
        int exitCode = server.run("generate-completion");

        assertEquals(ExitCode.OK, exitCode);
        assertTrue(server.out.toString().contains("incremental"), "no incremental");
    }
}
