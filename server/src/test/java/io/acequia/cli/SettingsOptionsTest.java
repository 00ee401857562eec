package io.acequia.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.settings.Effective;
import io.acequia.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Options that set settings")
class SettingsOptionsTest {
    @TempDir Path directory;

    @ParameterizedTest
    @DisplayName("say the same whether picocli reads them or, for a quick start, we do")
    @ValueSource(
            strings = {
                "",
                "--data=d",
                "--data d --http localhost:0",
                "--coap 127.0.0.1:0 --coap=[::1]:0 --set coap.listen=0.0.0.0:1",
                "--set store.retention=1d --set=store.threads=3 --set store.threads=4",
                "--config other.yaml --set log.format=json"
            })
    void sameAsPicocli(String text) throws Exception {
        Files.writeString(directory.resolve("other.yaml"), "log: {requests: off}\n");
        var arguments = text.isEmpty() ? List.<String>of() : List.of(text.split(" ", -1));

        var plain = new SettingsOptions();

        assertTrue(plain.take(arguments));
        assertEquals(viaPicocli(arguments), plain.read(process().surroundings()));
    }

    @ParameterizedTest
    @DisplayName("are left to picocli when they are not plain")
    @ValueSource(
            strings = {
                "--help",
                "-V",
                "--data",
                "--data=",
                "--data --http",
                "--http=localhost:0 --dta d",
                "d",
                "--coap -1",
                "@file"
            })
    void notPlain(String text) {
        assertFalse(new SettingsOptions().take(List.of(text.split(" ", -1))));
    }

    @Test
    @DisplayName("start a server either way")
    void bothWays() {
        var server = new FakeServer();
        server.starter =
                settings -> {
                    throw new IOException("data is " + settings.settings().data());
                };

        server.run("serve", "--data", "d");
        server.run("serve", "--data", "-d");

        assertEquals("acequia: data is d\nacequia: data is -d\n", server.err.toString());
    }

    private FakeServer process() {
        var process = new FakeServer();
        process.directory = directory;
        return process;
    }

    /// What `config`, which always asks picocli, would hand on.
    private Effective<Settings> viaPicocli(List<String> arguments) throws Exception {
        var process = process();
        var line = new ArrayList<>(List.of("serve"));
        line.addAll(arguments);
        var parsed =
                CommandTree.commandLine(process.surroundings(), "serve")
                        .parseArgs(line.toArray(String[]::new));
        var serve = (Serve) parsed.subcommand().commandSpec().userObject();
        return serve.options().read(process.surroundings());
    }
}
