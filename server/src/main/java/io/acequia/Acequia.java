package io.acequia;

import io.acequia.cli.Commands;
import io.acequia.cli.RunningServer;
import io.acequia.cli.Surroundings;
import io.acequia.settings.Effective;
import io.acequia.settings.Settings;
import io.acequia.settings.SettingsException;
import java.io.IOException;
import java.net.BindException;

/// The program.
public final class Acequia {
    private Acequia() {}

    /// Runs a sub-command and ends the process with its exit code.
    public static void main(String[] arguments) {
        System.exit(
                Commands.run(
                        Surroundings.ofProcess(Acequia::start, Storage::openComplete), arguments));
    }

    private static RunningServer start(Effective<Settings> effective)
            throws IOException, SettingsException {
        try {
            var collector = Collector.start(effective);
            return new RunningServer(
                    collector.coapAddresses(),
                    collector.httpAddress(),
                    collector.isEncrypted(),
                    collector);
        } catch (BindException e) {
            throw new SettingsException(String.valueOf(e.getMessage()));
        }
    }
}
