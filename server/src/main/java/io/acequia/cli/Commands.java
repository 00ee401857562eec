package io.acequia.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The way into all commands.
public final class Commands {
    private Commands() {}

    /// Runs a command and returns its exit code.
    public static int run(Surroundings surroundings, String... arguments) {
        var serve = plainServe(surroundings, List.of(arguments));
        if (serve == null) {
            return CommandTree.commandLine(surroundings, arguments).execute(arguments);
        }
        try {
            return serve.call();
        } catch (Exception failure) {
            return Failures.report(failure, surroundings);
        }
    }

    /// A server that starts without picocli, which takes longer than all the rest of a start: see
    /// docs/decisions/0002-start-without-picocli.md. Absent when the arguments are not plain.
    private static @Nullable Serve plainServe(Surroundings surroundings, List<String> arguments) {
        if (arguments.isEmpty() || !arguments.getFirst().equals("serve")) {
            return null;
        }
        var options = new SettingsOptions();
        return options.take(arguments.subList(1, arguments.size()))
                ? new Serve(surroundings, options)
                : null;
    }
}
