package io.acequia.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.settings.Sources.Flag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Settings explain themselves")
class SettingsPagesTest {
    private static final Path PAGE = Path.of("..", "docs", "settings.md");

    @TempDir Path directory;

    @Test
    @DisplayName("docs/settings.md says what the records say")
    void pageIsFresh() throws IOException {
        var expected = SettingsReference.markdown();
        if (Boolean.getBoolean("update-docs") || System.getProperty("update-docs", "-").isEmpty()) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, expected);
        }

        var page = Files.exists(PAGE) ? Files.readString(PAGE) : "";

        assertEquals(
                expected,
                page,
                "docs/settings.md is stale; write it again with: mvn -pl server -am test"
                        + " -Dtest=SettingsPagesTest -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dupdate-docs");
    }

    @Test
    @DisplayName("the effective settings are YAML that sets the same again")
    void yamlRoundTrip() throws Exception {
        var flags =
                List.of(
                        new Flag("--data", "data", "a b: 'c' # d"),
                        new Flag("--coap", "coap.listen", "[::1]:5683"),
                        new Flag("--coap", "coap.listen", "0.0.0.0:0"),
                        new Flag("--set", "store.retention", "90m"));
        var first = SettingsReader.read(new Sources(directory, null, Map.of(), flags));
        var file = directory.resolve("copy.yaml");

        Files.writeString(file, SettingsYaml.write(first));
        var second = SettingsReader.read(new Sources(directory, file, Map.of(), List.of()));

        assertEquals(first.settings(), second.settings());
    }

    @Test
    @DisplayName("the effective settings name meaning and origin of each value")
    void yamlExplains() throws Exception {
        var flags = List.of(new Flag("--coap", "coap.listen", "[::1]:5683"));
        var yaml =
                SettingsYaml.write(
                        SettingsReader.read(new Sources(directory, null, Map.of(), flags)));

        assertTrue(
                yaml.startsWith(
                        """
                        # Directory of everything that must survive a restart.
                        data: data  # default
                        # What the process does: collector receives and stores events, console shows them; one alone
                        # needs store.kind opensearch.
                        roles: [collector, console]  # default
                        # How long requests are still answered after SIGTERM, while /readyz and /health say no so that
                        # balancers look elsewhere; 0s to 10m.
                        drain: 0s  # default

                        coap:
                        """),
                yaml);
        assertTrue(yaml.contains("\n  listen: ['[::1]:5683']  # --coap\n"), yaml);
        assertTrue(yaml.contains("\n  # Sockets and threads for each address, 1 to 64.\n"), yaml);
        assertTrue(yaml.lines().allMatch(line -> line.length() <= 100), yaml);
    }
}
