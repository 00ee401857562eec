package io.acequia.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.settings.Sources.Flag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Settings")
class SettingsReaderTest {
    @TempDir Path directory;

    @Test
    @DisplayName("are the defaults when nobody sets anything")
    void defaults() throws Exception {
        var effective = read(Map.of());

        assertEquals(Settings.DEFAULTS, effective.settings());
        assertEquals("", effective.changes());
    }

    @Test
    @DisplayName("come from acequia.yaml in the working directory without being asked")
    void usualFile() throws Exception {
        write("acequia.yaml", "# a comment\nhttp:\n  listen: 0.0.0.0:80\nstore:\n");

        var effective = read(Map.of());

        assertEquals(new HostPort("0.0.0.0", 80), effective.settings().http().listen());
        assertEquals(
                "http.listen=0.0.0.0:80 (" + directory.resolve("acequia.yaml") + ":3)",
                effective.changes());
    }

    @Test
    @DisplayName(
            "a flag wins over the environment, the environment over the file, the file over defaults")
    void precedence() throws Exception {
        write("acequia.yaml", "coap: {workers: 2, burst: 2, max-events: 2}\n");
        var environment = Map.of("ACEQUIA_COAP_WORKERS", "3", "ACEQUIA_COAP_BURST", "3");

        var coap = read(environment, new Flag("--set", "coap.workers", "4")).settings().coap();

        assertEquals(4, coap.workers());
        assertEquals(3, coap.burst());
        assertEquals(2, coap.maxEvents());
        assertEquals(CoapSettings.DEFAULTS.maxPayload(), coap.maxPayload());
    }

    @Test
    @DisplayName("a list is a YAML list, a text with commas, or a repeated flag")
    void lists() throws Exception {
        var wanted = List.of(new HostPort("127.0.0.1", 1), new HostPort("::1", 2));
        write("acequia.yaml", "coap:\n  listen:\n  - 127.0.0.1:1\n  - '[::1]:2'\n");

        var fromFile = read(Map.of());
        var fromEnvironment = read(Map.of("ACEQUIA_COAP_LISTEN", "127.0.0.1:1, [::1]:2"));
        var fromFlags =
                read(
                        Map.of(),
                        new Flag("--coap", "coap.listen", "127.0.0.1:1"),
                        new Flag("--coap", "coap.listen", "[::1]:2"));

        assertEquals(wanted, fromFile.settings().coap().listen());
        assertEquals(wanted, fromEnvironment.settings().coap().listen());
        assertEquals(wanted, fromFlags.settings().coap().listen());
    }

    @Test
    @DisplayName("ACEQUIA_CONFIG names the file, --config wins over it")
    void namedFiles() throws Exception {
        write("a.yaml", "data: a\n");
        write("b.yaml", "data: b\n");
        var environment = Map.of("ACEQUIA_CONFIG", "a.yaml");

        var fromVariable = read(environment);
        var fromFlag =
                SettingsReader.read(
                        new Sources(directory, Path.of("b.yaml"), environment, List.of()));

        assertEquals(Path.of("a"), fromVariable.settings().data());
        assertEquals(Path.of("b"), fromFlag.settings().data());
    }

    @Test
    @DisplayName("a variable with _FILE names a file with the value")
    void variableFile() throws Exception {
        write("data.txt", "/srv/events\n");
        var name = directory.resolve("data.txt").toString();

        var effective = read(Map.of("ACEQUIA_DATA_FILE", name));

        assertEquals(Path.of("/srv/events"), effective.settings().data());
    }

    @Test
    @DisplayName("empty variables and those that Kubernetes adds for a service are no settings")
    void foreignVariables() throws Exception {
        var environment =
                Map.of(
                        "ACEQUIA_DATA", "",
                        "ACEQUIA_SERVICE_HOST", "10.0.0.1",
                        "ACEQUIA_CONSOLE_SERVICE_PORT_HTTP", "8080",
                        "ACEQUIA_PORT", "udp://10.0.0.1:5683",
                        "ACEQUIA_PORT_5683_UDP_ADDR", "10.0.0.1",
                        "ACEQUIA_JAVA_OPTS", "-Xmx1g",
                        "PATH", "/bin");

        var effective = read(environment);

        assertEquals(Settings.DEFAULTS, effective.settings());
    }

    @ParameterizedTest
    @DisplayName("what is not understood in the file is refused with its line and what is accepted")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    htp.listen: 'x:1'            | FILE:1); did you mean http.listen?
                    coap: {receiveBuffer: 1MiB}  | unknown setting coap.receiveBuffer (FILE:1); did you mean coap.receive-buffer?
                    zzzzzzzzz: 1                 | acequia config shows all there are
                    coap: 7                      | unknown setting coap (FILE:1); it is a section, with coap.listen, coap.workers
                    coap: {workers: many}        | coap.workers is many (FILE:1); use a whole number
                    coap: {workers: 65}          | coap.workers is 65 (FILE:1); use 1 to 64
                    coap: {workers: [1, 2]}      | coap.workers is 1, 2 (FILE:1); use a whole number
                    coap: {listen: []}           | coap.listen is empty (FILE:1); use at least one HOST:PORT
                    coap: {listen: '::1:5683'}   | coap.listen is ::1:5683 (FILE:1); use a list, each HOST:PORT
                    coap: {transport: Nio}       | use auto, native, nio
                    store: {backlog: 64MB}       | store.backlog is 64MB (FILE:1); use a size such as 512, 64KiB, 4MiB
                    store: {retention: -1d}      | use forever or a time such as 30d
                    data: {a: b}                 | unknown setting data.a (FILE:1); did you mean data?
                    data: [a, [b]]               | FILE:1 has no plain value for data
                    data: ''                     | use a path
                    - data                       | FILE:1 is no list of keys; write KEY: VALUE
                    {data: &x a, log.format: *x} | FILE:1 has an alias for log.format; write the value itself
                    {data: a                     | is not YAML
                    {data: a, data: b}           | FILE:1 sets data twice; keep one
                    """)
    void brokenFiles(String yaml, String expected) throws Exception {
        write("acequia.yaml", yaml + "\n");

        var refusal = assertThrows(SettingsException.class, () -> read(Map.of()));

        var message = refusal.getMessage().replace(directory.resolve("acequia.yaml") + "", "FILE");
        assertTrue(message.contains(expected), message);
    }

    @Test
    @DisplayName("a file that is missing, a directory or not UTF-8 is refused by its name")
    void unreadableFiles() throws Exception {
        Files.createDirectory(directory.resolve("folder"));
        Files.write(
                directory.resolve("latin1"), "data: \u00f1".getBytes(StandardCharsets.ISO_8859_1));

        for (var name : List.of("missing", "folder", "latin1")) {
            var refusal =
                    assertThrows(
                            SettingsException.class, () -> read(Map.of("ACEQUIA_CONFIG", name)));

            assertTrue(
                    refusal.getMessage().startsWith(directory.resolve(name) + " cannot be read ("),
                    refusal.getMessage());
        }
    }

    @Test
    @DisplayName("an empty file and one of comments set nothing")
    void emptyFiles() throws Exception {
        for (var yaml : List.of("", "# nothing\n", "---\n", "coap:\n  # workers: 2\n")) {
            write("acequia.yaml", yaml);

            assertEquals(Settings.DEFAULTS, read(Map.of()).settings(), yaml);
        }
    }

    @ParameterizedTest
    @DisplayName("a variable that is not understood is refused")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ACEQUIA_COAP_LISTN   | x:1     | unknown variable ACEQUIA_COAP_LISTN; did you mean ACEQUIA_COAP_LISTEN?
                    ACEQUIA_CONFG        | x       | did you mean ACEQUIA_CONFIG?
                    ACEQUIA_HTTP_PORT    | 80      | unknown variable ACEQUIA_HTTP_PORT;
                    ACEQUIA_STORE_KIND   | cloud   | store.kind is cloud (ACEQUIA_STORE_KIND); use embedded
                    ACEQUIA_DATA_FILE    | nowhere | ACEQUIA_DATA_FILE is nowhere, which cannot be read
                    """)
    void brokenVariables(String name, String value, String expected) {
        var refusal = assertThrows(SettingsException.class, () -> read(Map.of(name, value)));

        assertTrue(refusal.getMessage().contains(expected), refusal.getMessage());
    }

    @Test
    @DisplayName("a variable and its _FILE together are refused")
    void bothVariables() {
        var environment = Map.of("ACEQUIA_DATA", "a", "ACEQUIA_DATA_FILE", "b");

        var refusal = assertThrows(SettingsException.class, () -> read(environment));

        assertEquals(
                "ACEQUIA_DATA and ACEQUIA_DATA_FILE are both set; keep one", refusal.getMessage());
    }

    @Test
    @DisplayName("a flag with an unknown key or a wrong value is refused by its name")
    void brokenFlags() {
        var unknown =
                assertThrows(
                        SettingsException.class,
                        () -> read(Map.of(), new Flag("--set", "data.dir", "x")));
        var wrong =
                assertThrows(
                        SettingsException.class,
                        () -> read(Map.of(), new Flag("--http", "http.listen", "localhost")));

        assertEquals(
                "unknown setting data.dir (--set); acequia config shows all there are",
                unknown.getMessage());
        assertEquals(
                "http.listen is localhost (--http); use " + HostPort.ACCEPTED, wrong.getMessage());
    }

    record Access(
            @Setting("Opens the door.") Secret key,
            @Setting("How long it stays open.") Duration time) {}

    private static final Schema<Access> ACCESS =
            new Schema<>(new Access(new Secret("none"), Duration.ofSeconds(5)));

    @Test
    @DisplayName("a secret comes from the environment and is never shown")
    void secret() throws Exception {
        var sources = new Sources(directory, null, Map.of("ACEQUIA_KEY", "s3same"), List.of());

        var effective = SettingsReader.read(ACCESS, sources);

        assertEquals("s3same", effective.settings().key().value());
        assertEquals("key=*** (ACEQUIA_KEY)", effective.changes());
        assertTrue(!effective.toString().contains("s3same"), effective.toString());
    }

    @Test
    @DisplayName("a secret in the file or on the command line is refused")
    void openSecret() throws Exception {
        var flags = List.of(new Flag("--set", "key", "s3same"));
        var fromFlag = new Sources(directory, null, Map.of(), flags);
        write("x.yaml", "key: s3same\n");
        var fromFile = new Sources(directory, Path.of("x.yaml"), Map.of(), List.of());

        var flagRefused =
                assertThrows(SettingsException.class, () -> SettingsReader.read(ACCESS, fromFlag));
        var fileRefused =
                assertThrows(SettingsException.class, () -> SettingsReader.read(ACCESS, fromFile));

        assertEquals(
                "key is a secret and must not stand in --set; use the environment",
                flagRefused.getMessage());
        assertTrue(fileRefused.getMessage().startsWith("key is a secret"));
    }

    private Effective<Settings> read(Map<String, String> environment, Flag... flags)
            throws SettingsException {
        return SettingsReader.read(new Sources(directory, null, environment, List.of(flags)));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }
}
