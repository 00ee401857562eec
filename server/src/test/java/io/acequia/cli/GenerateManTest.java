package io.acequia.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The manual pages")
class GenerateManTest {
    @TempDir Path directory;

    @Test
    @DisplayName("exist for every command that is shown, and say what its help says")
    void pages() throws Exception {
        var server = new FakeServer();

        int exitCode = server.run("generate-man", directory.toString());

        assertEquals(ExitCode.OK, exitCode, server.err.toString());
        for (var command : new String[] {"", "-serve", "-config", "-send", "-incremental"}) {
            var page = Files.readString(directory.resolve("acequia" + command + ".1"));
            assertTrue(page.startsWith(".TH \"ACEQUIA" + command.toUpperCase(Locale.ROOT)), page);
        }
        assertFalse(Files.exists(directory.resolve("acequia-generate-man.1")));
        var install = Files.readString(directory.resolve("acequia-kit-install.1"));
        assertTrue(install.contains(".B KIT\nopensearch\\-dashboards, kibana, grafana."), install);
        assertTrue(install.contains(".B \\-\\-password\\-file <file>\n"), install);
        assertTrue(
                Files.readString(directory.resolve("acequia-kit.1"))
                        .contains(".SH COMMANDS\n.TP\n.B install\n"));
        var page = Files.readString(directory.resolve("acequia-incremental.1"));
        assertTrue(page.contains(".B \\-n, \\-\\-numberOfEvents <number>\nNumber of events"), page);
        assertTrue(page.contains("Positive factor (default: 1)."), page);
        assertTrue(page.contains("[\\-s=<name>] <type> <initialValue>\n.SH DESC"), page);
        assertTrue(page.contains(".SH ARGUMENTS\n.TP\n.B <type>\n"), page);
    }
}
