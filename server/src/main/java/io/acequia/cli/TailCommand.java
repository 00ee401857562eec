package io.acequia.cli;

import io.acequia.cli.rows.Columns;
import io.acequia.cli.rows.Format;
import io.acequia.cli.rows.RowPrinter;
import io.acequia.cli.rows.RowReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `acequia tail`: shows events as they arrive, until it is interrupted or nobody reads on.
@Command(
        name = "tail",
        description = "Show events as they arrive.",
        footer = {"", "For example: acequia tail origin:probe1"})
public final class TailCommand implements Callable<Integer> {
    @Mixin private final HttpOptions http = new HttpOptions();

    @Parameters(
            arity = "0..*",
            paramLabel = "<filter>",
            description = "Which events, as in query; all when absent.")
    private List<String> words = List.of();

    @Option(
            names = "--format",
            paramLabel = "<form>",
            description = "Form of the output: table, jsonl or csv (default: table).")
    private Format format = Format.TABLE;

    private final PrintWriter out;
    private final PrintWriter err;
    private final Timing timing;
    private final Repeats repeats = new Repeats();
    private String lastId = "";

    /// How patient it is.
    ///
    /// @param retry pause before it connects again
    /// @param silence longest without a sign of life; servers give one every 15 seconds
    record Timing(Duration retry, Duration silence) {
        static final Timing DEFAULTS = new Timing(Duration.ofSeconds(1), Duration.ofSeconds(40));
    }

    /// @param out takes the events
    /// @param err takes everything else
    public TailCommand(PrintWriter out, PrintWriter err) {
        this(out, err, Timing.DEFAULTS);
    }

    TailCommand(PrintWriter out, PrintWriter err, Timing timing) {
        this.out = out;
        this.err = err;
        this.timing = timing;
    }

    @Override
    public Integer call() throws Exception {
        var client = http.connect();
        var printer = format.printer(Columns.EVENTS, out);
        Optional<InputStream> stream = Optional.of(open(client));
        while (true) {
            if (stream.isPresent()) {
                follow(stream.get(), printer);
                if (out.checkError()) {
                    return ExitCode.OK;
                }
                tell("the connection is lost, trying again");
            }
            new CountDownLatch(1).await(timing.retry.toMillis(), TimeUnit.MILLISECONDS);
            stream = reopen(client);
        }
    }

    private InputStream open(ConsoleClient client) throws Failure, InterruptedException {
        var headers = lastId.isEmpty() ? Map.<String, String>of() : Map.of("Last-Event-ID", lastId);
        var parameters = Map.of("query", String.join(" ", words));
        return client.open("events/stream", parameters, headers);
    }

    /// A server that is away may come back; one that refuses will refuse again.
    private Optional<InputStream> reopen(ConsoleClient client)
            throws Failure, InterruptedException {
        try {
            var stream = open(client);
            tell("connected again");
            return Optional.of(stream);
        } catch (Failure failure) {
            if (failure.exitCode() == ExitCode.REFUSED) {
                throw failure;
            }
            return Optional.empty();
        }
    }

    /// Prints what comes until the stream ends or nobody reads on.
    private void follow(InputStream stream, RowPrinter printer) {
        repeats.reconnect();
        try (var alive = new SignsOfLife(stream, timing.silence)) {
            var reader = new SseReader(stream);
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                alive.sign();
                take(next.get(), printer);
                if (out.checkError()) {
                    return;
                }
            }
        } catch (IOException _) {
            // The end of a connection; who called connects again.
        }
    }

    private void take(SseMessage message, RowPrinter printer) throws IOException {
        if (message.event().equals("gap")) {
            tell("some events are left out: more came than can be followed; narrow the filter");
        } else if (!message.data().isEmpty() && !repeats.isRepeat(message.id(), message.data())) {
            printer.print(List.of(RowReader.row(message.data())));
        }
        lastId = message.id();
    }

    private void tell(String line) {
        err.println("acequia: " + line);
        err.flush();
    }
}
