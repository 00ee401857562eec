package io.acequia.cli;

import io.acequia.cli.rows.Columns;
import io.acequia.cli.rows.Format;
import io.acequia.cli.rows.RowReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `acequia failing`: shows which devices fail and why.
@Command(
        name = "failing",
        description = "Show which devices fail and why, newest first.",
        footer = {
            "",
            "A device is listed when one of its requests was refused, when it claimed a time",
            "that cannot be, or when it repeated ten requests. The table shows the last",
            "request that was refused; --format jsonl shows the last ten."
        })
public final class FailingCommand implements Callable<Integer> {
    private static final int MOST = 1_000;

    @Mixin private final HttpOptions http = new HttpOptions();

    @Option(
            names = "--limit",
            paramLabel = "<number>",
            description = "Most devices, 0 for all (default: ${DEFAULT-VALUE}).")
    private int limit = 50;

    @Option(
            names = "--format",
            paramLabel = "<form>",
            description = "Form of the output: table, jsonl or csv (default: table).")
    private Format format = Format.TABLE;

    private final PrintWriter out;
    private final PrintWriter err;

    /// @param out takes what was found
    /// @param err takes everything else
    public FailingCommand(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws Exception {
        if (limit < 0 || limit > MOST) {
            throw new Failure(ExitCode.USAGE, "--limit is " + limit + "; use 0 to " + MOST);
        }
        var parameters = Map.of("limit", String.valueOf(limit == 0 ? MOST : limit));
        var json = http.connect().get("failing", parameters);
        try {
            var devices = RowReader.answer(json).rows();
            format.printer(Columns.FAILING, out).print(devices);
            if (devices.isEmpty()) {
                err.println("acequia: no device fails");
                err.flush();
            }
        } catch (IOException e) {
            throw new Failure(ExitCode.UNREACHABLE, "the answer makes no sense; see --http");
        }
        out.flush();
        return ExitCode.OK;
    }
}
