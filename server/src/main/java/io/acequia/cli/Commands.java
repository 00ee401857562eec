package io.acequia.cli;

import io.acequia.log.JsonText;
import io.acequia.settings.SettingsException;
import io.acequia.settings.Spelling;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// All commands together, and what becomes of their failures: one line on standard error that says
/// cause and next step, and an exit code of [ExitCode].
public final class Commands {
    private Commands() {}

    /// Runs a command and returns its exit code.
    public static int run(Surroundings surroundings, String... arguments) {
        return commandLine(surroundings).execute(arguments);
    }

    static CommandLine commandLine(Surroundings surroundings) {
        var client = new CommandLine(new Client());
        client.addMixin("server", new ServerOptions());
        client.addMixin("marks", new EventOptions());
        addClientCommands(client, surroundings);
        var root = new CommandLine(new Root());
        root.addSubcommand(new Serve(surroundings)).addSubcommand(new Config(surroundings));
        addClientCommands(root, surroundings);
        root.addSubcommand(client)
                .addSubcommand(new AutoComplete.GenerateCompletion())
                .addSubcommand(new GenerateMan(surroundings));
        addHelp(root.getCommandSpec());
        return root.setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(surroundings.out())
                .setErr(surroundings.err())
                .setUsageHelpAutoWidth(false)
                .setDefaultValueProvider(new OptionsInFront())
                .setParameterExceptionHandler((problem, _) -> usage(problem))
                .setExecutionExceptionHandler((problem, _, _) -> failed(problem, surroundings));
    }

    private static void addClientCommands(CommandLine parent, Surroundings surroundings) {
        parent.addSubcommand(new Healthcheck(surroundings))
                .addSubcommand(new Send(surroundings))
                .addSubcommand(new Incremental(surroundings))
                .addSubcommand(new City(surroundings));
    }

    private static void addHelp(CommandSpec spec) {
        spec.mixinStandardHelpOptions(true).versionProvider(new Version());
        for (var command : spec.subcommands().values()) {
            if (!command.getCommandSpec().mixinStandardHelpOptions()) {
                addHelp(command.getCommandSpec());
            }
        }
    }

    /// Hands options that stand in front of a command of `client` on to that command.
    private static final class OptionsInFront implements IDefaultValueProvider {
        @Override
        public String defaultValue(ArgSpec argument) {
            var parent = argument.command().parent();
            if (parent == null || !(argument instanceof OptionSpec option)) {
                return argument.defaultValue();
            }
            var inFront = parent.findOption(option.longestName());
            return inFront == null || inFront.stringValues().isEmpty()
                    ? argument.defaultValue()
                    : inFront.stringValues().getLast();
        }
    }

    private static int usage(ParameterException problem) {
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
        return Spelling.nearest(
                unknown,
                unknown.startsWith("-")
                        ? command.optionsMap().keySet()
                        : command.subcommands().keySet());
    }

    private static int failed(Exception problem, Surroundings surroundings) {
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
