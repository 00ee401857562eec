package io.acequia.cli;

import io.acequia.cli.rows.Column;
import io.acequia.cli.rows.Columns;
import io.acequia.cli.rows.Format;
import io.acequia.cli.rows.RowReader;
import io.acequia.cli.rows.TerminalText;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `acequia query`: shows stored events, or figures about them.
@Command(
        name = "query",
        description = "Show stored events, newest first, or figures about them.",
        footer = {
            "",
            "A filter is made of conditions, joined by AND, OR and NOT:",
            "  acequia query origin:probe1 AND payload.type:temperature",
            "  acequia query 'sender:\"weather city\" AND origin:(sev* OR cadiz)'",
            "  acequia query 'payload.value:[20 TO 30] NOT payload.unit:K' --from now-1d",
            "  acequia query 'payload.value>25 _exists_:payload.unit timestamp:now/d'",
            "Quote what the shell would take for itself, and write NOT instead of -, which",
            "begins an option here.",
            "",
            "Figures instead of events:",
            "  acequia query payload.type:temperature --aggregate avg,p95 --interval 1h --group-by origin"
        })
public final class QueryCommand implements Callable<Integer> {
    /// Events of one question when all are wanted: large enough that questions do not matter.
    private static final int PAGE = 5_000;

    /// As often as a person would notice.
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    @Mixin private final HttpOptions http = new HttpOptions();

    @Parameters(
            arity = "0..*",
            paramLabel = "<filter>",
            description = "Which events; all when absent.")
    private List<String> words = List.of();

    @ArgGroup private @Nullable QueryKind kind;

    @Option(
            names = "--from",
            paramLabel = "<time>",
            defaultValue = "",
            description = "First time: ISO 8601, milliseconds since 1970, or now-1h.")
    private String from = "";

    @Option(
            names = "--to",
            paramLabel = "<time>",
            defaultValue = "",
            description = "Time before which events end.")
    private String to = "";

    @Option(
            names = "--limit",
            paramLabel = "<number>",
            description = "Most events or values, 0 for all (default: ${DEFAULT-VALUE}).")
    private int limit = 50;

    @Option(
            names = "--format",
            paramLabel = "<form>",
            description = "Form of the output: table, jsonl or csv (default: table).")
    private Format format = Format.TABLE;

    @Option(
            names = "--wait",
            paramLabel = "<seconds>",
            converter = JsNumber.Converter.class,
            description = {
                "Wait until there is an event that matches, at most this long;",
                "the exit code is 3 when there is none then."
            })
    private double wait;

    private final PrintWriter out;
    private final PrintWriter err;

    /// @param out takes what was found
    /// @param err takes everything else
    public QueryCommand(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws Exception {
        if (limit < 0) {
            throw new Failure(ExitCode.USAGE, "--limit is " + limit + "; use 0 or more");
        }
        var client = http.connect();
        if (wait > 0) {
            awaitEvent(client);
        }
        if (kind == null) {
            events(client);
        } else if (kind.isCount) {
            var members = answer(client, "histogram", Map.of()).members();
            out.println(members.getOrDefault("total", "0"));
        } else {
            figures(client, kind);
        }
        out.flush();
        return ExitCode.OK;
    }

    private void awaitEvent(ConsoleClient client) throws Exception {
        long end = System.nanoTime() + Math.round(wait * 1e9);
        while (answer(client, "events", Map.of("limit", "1")).rows().isEmpty()) {
            if (System.nanoTime() - end >= 0) {
                throw new Failure(
                        ExitCode.REFUSED,
                        "no event matched within " + JsNumber.text(wait) + " s; see the filter");
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    /// Asks for page after page until there are enough, none is left, or nobody reads on.
    private void events(ConsoleClient client) throws Exception {
        var printer = format.printer(Columns.EVENTS, out);
        int left = limit == 0 ? Integer.MAX_VALUE : limit;
        var next = "";
        do {
            var answer =
                    answer(
                            client,
                            "events",
                            Map.of("limit", "" + Math.min(left, PAGE), "after", next));
            printer.print(answer.rows());
            if (answer.rows().isEmpty()) {
                tellNothingFound(Map.of());
            }
            left -= answer.rows().size();
            next = answer.members().getOrDefault("next", "");
        } while (left > 0 && !next.isEmpty() && !out.checkError());
    }

    private void figures(ConsoleClient client, QueryKind kind) throws Exception {
        RowReader.Answer answer;
        Columns columns;
        if (kind.aggregates != null) {
            var statistics = AggregateColumns.of(kind.aggregates.statistics);
            answer = answer(client, "aggregate", parameters(kind.aggregates, statistics));
            columns = columns(kind.aggregates, statistics);
        } else if (kind.top != null) {
            answer = answer(client, "top", limited(Map.of("field", kind.top), 1_000));
            columns = Columns.of(List.of(Column.text("value"), Column.number("count", "count")));
        } else if (kind.histogram != null) {
            answer = answer(client, "histogram", Map.of("interval", kind.histogram));
            columns = Columns.of(List.of(Column.text("start"), Column.number("count", "count")));
        } else {
            refuseTimes();
            answer = answer(client, "latest", limited(Map.of(), 10_000));
            columns = Columns.EVENTS;
        }
        format.printer(columns, out).print(answer.rows());
        if (answer.rows().isEmpty()) {
            tellNothingFound(answer.members());
        }
    }

    private void refuseTimes() throws Failure {
        if (!from.isEmpty() || !to.isEmpty()) {
            throw new Failure(
                    ExitCode.USAGE, "--latest is about all time; leave --from and --to out");
        }
    }

    private Map<String, String> limited(Map<String, String> parameters, int most) {
        var limited = new LinkedHashMap<>(parameters);
        limited.put("limit", "" + (limit == 0 ? most : limit));
        return limited;
    }

    private static Map<String, String> parameters(
            QueryKind.Aggregates aggregates, AggregateColumns statistics) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("percentiles", String.join(",", statistics.percentiles()));
        parameters.put("interval", aggregates.interval == null ? "" : aggregates.interval);
        parameters.put("groupBy", aggregates.groupBy == null ? "" : aggregates.groupBy);
        return parameters;
    }

    private static Columns columns(QueryKind.Aggregates aggregates, AggregateColumns statistics) {
        var columns = new ArrayList<Column>();
        if (aggregates.interval != null) {
            columns.add(Column.text("start"));
        }
        if (aggregates.groupBy != null) {
            columns.add(new Column(aggregates.groupBy, List.of("group"), false));
        }
        columns.addAll(statistics.columns());
        return Columns.of(columns);
    }

    /// Asks with the filter, the times and these further parameters.
    private RowReader.Answer answer(ConsoleClient client, String path, Map<String, String> further)
            throws Exception {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("query", String.join(" ", words));
        parameters.put("from", from);
        parameters.put("to", to);
        parameters.putAll(further);
        parameters.values().removeIf(String::isEmpty);
        try {
            return RowReader.answer(client.get(path, parameters));
        } catch (IOException e) {
            throw new Failure(ExitCode.UNREACHABLE, "the answer makes no sense; see --http");
        }
    }

    private void tellNothingFound(Map<String, String> answer) {
        var searched =
                answer.containsKey("from")
                        ? " from " + answer.get("from") + " to " + answer.get("to")
                        : "";
        err.println(TerminalText.of("acequia: nothing found" + searched));
        err.flush();
    }
}
