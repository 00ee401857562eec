package io.acequia.cli;

import io.acequia.log.JsonText;
import io.acequia.settings.SettingsException;
import io.acequia.text.Nearest;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// What becomes of failures: one line on standard error that says cause and next step, and an exit
/// code of [ExitCode].
final class Failures {
    private Failures() {}

    /// Reports wrong arguments.
    static int report(ParameterException problem) {
        var command = problem.getCommandLine().getCommandSpec();
        var meant =
                problem instanceof UnmatchedArgumentException unmatched
                        ? meant(command, unmatched.getUnmatched().getFirst())
                        : Optional.<String>empty();
        print(
                problem.getCommandLine().getErr(),
                problem.getMessage()
                        + meant.map(name -> "; did you mean " + name + "?")
                                .orElse("; see " + command.qualifiedName() + " --help"));
        return ExitCode.USAGE;
    }

    private static Optional<String> meant(CommandSpec command, String unknown) {
        return Nearest.to(
                unknown,
                unknown.startsWith("-")
                        ? command.optionsMap().keySet()
                        : command.subcommands().keySet());
    }

    /// Reports why a command did not do what it was asked for.
    static int report(Exception problem, Surroundings surroundings) {
        boolean isDebug = !surroundings.environment().getOrDefault("ACEQUIA_DEBUG", "").isEmpty();
        if (isDebug) {
            problem.printStackTrace(surroundings.err());
        }
        print(surroundings.err(), line(problem, isDebug));
        return switch (problem) {
            case Failure failure -> failure.exitCode();
            case SettingsException _ -> ExitCode.USAGE;
            case IOException _ -> ExitCode.UNREACHABLE;
            default -> ExitCode.INTERNAL;
        };
    }

    private static String line(Exception problem, boolean isDebug) {
        return switch (problem) {
            case Failure failure -> failure.getMessage();
            case SettingsException settings -> settings.getMessage();
            case IOException failure -> String.valueOf(failure.getMessage());
            default ->
                    "internal error: "
                            + problem
                            + (isDebug ? "" : "; ACEQUIA_DEBUG=1 shows where it comes from");
        };
    }

    private static void print(PrintWriter err, String message) {
        err.println("acequia: " + JsonText.printable(message));
        err.flush();
    }
}
