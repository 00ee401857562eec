package io.acequia.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Parameters;

/// `acequia generate-man`: writes the manual pages, for the build of the distribution.
@Command(name = "generate-man", hidden = true, description = "Write manual pages (roff).")
final class GenerateMan implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "Directory to write to.")
    private Path directory = Path.of("");

    private final Surroundings surroundings;

    GenerateMan(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        Files.createDirectories(directory);
        write(CommandTree.commandLine(surroundings).getCommandSpec());
        return ExitCode.OK;
    }

    /// Writes the page of a command and those of its sub-commands.
    private void write(CommandSpec command) throws IOException {
        var name = command.qualifiedName("-");
        Files.writeString(directory.resolve(name + ".1"), page(command));
        for (var sub : visible(command)) {
            write(sub);
        }
    }

    private static List<CommandSpec> visible(CommandSpec parent) {
        return parent.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(command -> !command.usageMessage().hidden())
                .toList();
    }

    static String page(CommandSpec command) {
        var help = command.usageMessage();
        var roff = new StringBuilder(".TH ");
        roff.append(quote(command.qualifiedName("-").toUpperCase(Locale.ROOT)))
                .append(" 1 \"\" ")
                .append(quote("acequia " + Version.text()))
                .append('\n');
        section(roff, "NAME", List.of(command.qualifiedName("-") + " - " + help.description()[0]));
        section(
                roff,
                "SYNOPSIS",
                List.of(
                        command.commandLine()
                                .getHelp()
                                .synopsis(0)
                                .strip()
                                .replaceAll("\\s+", " ")));
        section(roff, "DESCRIPTION", paragraphs(help.description(), help.footer()));
        if (!command.positionalParameters().isEmpty()) {
            roff.append(".SH ARGUMENTS\n");
            command.positionalParameters().forEach(argument -> add(roff, argument));
        }
        roff.append(".SH OPTIONS\n");
        command.options().forEach(option -> add(roff, option));
        var commands = visible(command);
        if (!commands.isEmpty()) {
            roff.append(".SH COMMANDS\n");
            commands.forEach(sub -> item(roff, sub.name(), sub.usageMessage().description()[0]));
        }
        return roff.toString();
    }

    private static List<String> paragraphs(String[] description, String[] footer) {
        var paragraphs = new ArrayList<>(List.of(description));
        paragraphs.addAll(List.of(footer));
        return paragraphs.stream().filter(line -> !line.isEmpty()).toList();
    }

    private static void section(StringBuilder roff, String title, List<String> paragraphs) {
        roff.append(".SH ").append(title).append('\n');
        roff.append(String.join("\n.PP\n", paragraphs.stream().map(GenerateMan::escape).toList()))
                .append('\n');
    }

    private static void add(StringBuilder roff, PositionalParamSpec argument) {
        item(roff, argument.paramLabel(), String.join(" ", argument.description()));
    }

    private static void add(StringBuilder roff, OptionSpec option) {
        var label = option.arity().max() == 0 ? "" : " " + option.paramLabel();
        item(
                roff,
                String.join(", ", option.names()) + label,
                String.join(" ", option.description()));
    }

    private static void item(StringBuilder roff, String term, String text) {
        roff.append(".TP\n.B ").append(escape(term)).append('\n').append(escape(text)).append('\n');
    }

    /// A dash is a minus, a dot or a quote at the start of a line is no request.
    private static String escape(String text) {
        var escaped = text.replace("\\", "\\e").replace("-", "\\-");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }

    private static String quote(String text) {
        return '"' + text.replace("\"", "") + '"';
    }
}
