package io.acequia.distribution;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Runs scripts as a user would and keeps what they print.
final class Shell {
    /// What became of a script.
    record Ending(int exitCode, String out, String err) {}

    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();

    /// Runs in a directory, with a PATH and nothing else in the environment.
    Shell(Path directory) {
        this.directory = directory;
        environment.put("PATH", "/usr/bin:/bin");
    }

    Shell with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Ending run(String... command) throws IOException, InterruptedException {
        var out = Files.createTempFile("shell", ".out");
        var err = Files.createTempFile("shell", ".err");
        try {
            var builder =
                    new ProcessBuilder(List.of(command))
                            .directory(directory.toFile())
                            .redirectInput(
                                    ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            int exitCode = builder.start().waitFor();
            return new Ending(exitCode, Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /// Writes a file that can be run.
    static void script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("cannot be made executable: " + file);
        }
    }

    /// Makes what looks like the home of a Java; its programs print their arguments, one a line.
    static Path java(Path home, String release) throws IOException {
        script(home.resolve("bin/java"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\nexit 7\n");
        script(home.resolve("bin/javac"), "#!/bin/sh\n");
        Files.writeString(home.resolve("release"), release);
        return home;
    }
}
