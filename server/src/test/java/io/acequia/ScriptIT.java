package io.acequia;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptIT {
    @TempDir Path directory;

    @Test
    @DisplayName("a file whose first line names Java and its options runs the program")
    void runsWithoutShell() throws Exception {
        var options = directory.resolve("options");
        Files.writeString(
                options,
                "-cp \"%s\" io.acequia.Script".formatted(System.getProperty("java.class.path")));
        var script = directory.resolve("acequia");
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        Files.writeString(script, "#!" + java + " @" + options + "\n");
        assertTrue(script.toFile().setExecutable(true));

        var process = new ProcessBuilder(script.toString(), "city", "--help").start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertEquals(0, process.waitFor(), output);
        assertTrue(output.contains("Send the present weather of cities"), output);
    }
}
