package io.acequia.cli;

import io.acequia.cli.bench.BenchCommand;
import io.acequia.cli.kit.KitCommand;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// All commands as picocli sees them.
final class CommandTree {
    /// Commands of the thesis, which `client` has as well.
    private static final Map<String, Function<Surroundings, Object>> CLIENT = new LinkedHashMap<>();

    private static final Map<String, Function<Surroundings, Object>> ALL = new LinkedHashMap<>();

    static {
        CLIENT.put("healthcheck", Healthcheck::new);
        CLIENT.put("send", Send::new);
        CLIENT.put("incremental", Incremental::new);
        CLIENT.put("city", City::new);
        ALL.put("serve", surroundings -> new Serve(surroundings, new SettingsOptions()));
        ALL.put("config", Config::new);
        ALL.putAll(CLIENT);
        ALL.put("query", at -> new QueryCommand(at.out(), at.err()));
        ALL.put("tail", at -> new TailCommand(at.out(), at.err()));
        ALL.put("account", at -> new AccountCommand(at, AccountCommand::promptForPassword));
        ALL.put("kit", at -> new KitCommand(at.out(), at.err()));
        ALL.put("store", StoreCommand::new);
        ALL.put("failing", at -> new FailingCommand(at.out(), at.err()));
        ALL.put("bench", _ -> new BenchCommand());
        ALL.put("client", CommandTree::client);
        ALL.put("generate-completion", _ -> new AutoComplete.GenerateCompletion());
        ALL.put("generate-man", GenerateMan::new);
    }

    private CommandTree() {}

    /// Makes the model of the command that the arguments name, since every other one costs time, or
    /// of all commands when they name none.
    static CommandLine commandLine(Surroundings surroundings, String... arguments) {
        var root = new CommandLine(new Root());
        boolean isOne =
                arguments.length > 0
                        && ALL.containsKey(arguments[0])
                        && !arguments[0].startsWith("generate");
        var commands = isOne ? Map.of(arguments[0], ALL.get(arguments[0])) : ALL;
        commands.forEach((_, command) -> root.addSubcommand(command.apply(surroundings)));
        addHelp(root.getCommandSpec());
        return root.setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(surroundings.out())
                .setErr(surroundings.err())
                .setDefaultValueProvider(new OptionsInFront())
                .setParameterExceptionHandler((problem, _) -> Failures.report(problem))
                .setExecutionExceptionHandler(
                        (problem, _, _) -> Failures.report(problem, surroundings));
    }

    private static CommandLine client(Surroundings surroundings) {
        var client = new CommandLine(new Client());
        client.addMixin("server", new ServerOptions());
        client.addMixin("marks", new EventOptions());
        CLIENT.values().forEach(command -> client.addSubcommand(command.apply(surroundings)));
        return client;
    }

    private static void addHelp(CommandSpec spec) {
        spec.mixinStandardHelpOptions(true).version("acequia " + Version.text());
        for (var command : spec.subcommands().values()) {
            if (!command.getCommandSpec().mixinStandardHelpOptions()) {
                addHelp(command.getCommandSpec());
            }
        }
    }

    /// Hands options that stand in front of a command of `client` on to that command.
    private static final class OptionsInFront implements IDefaultValueProvider {
        @Override
        public @Nullable String defaultValue(ArgSpec argument) {
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
}
