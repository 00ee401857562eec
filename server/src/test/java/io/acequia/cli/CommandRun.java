package io.acequia.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.BiFunction;
import picocli.CommandLine;

/// Runs a command as the program does, and keeps what it says.
///
/// @param code its exit code
/// @param out standard output
/// @param err standard error
record CommandRun(int code, String out, String err) {
    static CommandRun of(
            BiFunction<PrintWriter, PrintWriter, Object> command, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code =
                commandLine(command.apply(new PrintWriter(out), new PrintWriter(err)))
                        .setErr(new PrintWriter(err))
                        .execute(arguments);
        return new CommandRun(code, out.toString(), err.toString());
    }

    static CommandLine commandLine(Object command) {
        return new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(CommandRun::report);
    }

    private static int report(
            Exception problem, CommandLine command, CommandLine.ParseResult arguments)
            throws Exception {
        if (!(problem instanceof Failure failure)) {
            throw problem;
        }
        command.getErr().println("acequia: " + failure.getMessage());
        return failure.exitCode();
    }
}
