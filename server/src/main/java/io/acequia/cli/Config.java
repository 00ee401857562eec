package io.acequia.cli;

import io.acequia.settings.SettingsException;
import io.acequia.settings.SettingsYaml;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `acequia config`: prints the settings that would hold.
@Command(
        name = "config",
        description = {
            "Print the effective settings as YAML, with the meaning and the origin of each.",
            "Takes the same options as serve; secrets are shown as ***."
        })
final class Config implements Callable<Integer> {
    @Mixin private final SettingsOptions options = new SettingsOptions();

    private final Surroundings surroundings;

    Config(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws SettingsException {
        surroundings.out().print(SettingsYaml.write(options.read(surroundings)));
        surroundings.out().flush();
        return ExitCode.OK;
    }
}
