package io.acequia.cli;

import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `acequia incremental`: sends a series of events whose value grows or shrinks.
@Command(
        name = "incremental",
        description = "Send events whose value is multiplied by a factor each time.",
        footer = {
            "",
            "Events are sent without waiting for the answers before them; a line is printed as each"
                    + " answer comes. Ends when nobody answers."
        })
final class Incremental implements Callable<Integer> {
    @Mixin private final ServerOptions server = new ServerOptions();
    @Mixin private final EventOptions marks = new EventOptions();

    @Option(
            names = {"-n", "--numberOfEvents"},
            paramLabel = "<number>",
            description = "Number of events to send (default: repeat for ever).")
    private @Nullable Long count;

    @Option(
            names = {"-p", "--pace"},
            paramLabel = "<seconds>",
            converter = JsNumber.Converter.class,
            description = "Seconds between events (default: 0).")
    private double pace = 0;

    @Option(
            names = {"-f", "--factor"},
            paramLabel = "<factor>",
            converter = JsNumber.Converter.class,
            description = "Positive factor (default: 1).")
    private double factor = 1;

    @Option(
            names = "--max",
            paramLabel = "<value>",
            converter = JsNumber.Converter.class,
            description = "Greatest value; the series stays at it.")
    private @Nullable Double max;

    @Option(
            names = "--min",
            paramLabel = "<value>",
            converter = JsNumber.Converter.class,
            description = "Least value; the series stays at it.")
    private @Nullable Double min;

    @Parameters(index = "0", paramLabel = "<type>", description = "Quantity, such as temperature.")
    private String type = "";

    @Parameters(
            index = "1",
            paramLabel = "<initialValue>",
            converter = JsNumber.Converter.class,
            description = "Value of the first event.")
    private double initialValue;

    private final Surroundings surroundings;

    Incremental(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        check();
        var values =
                new Progression(
                        initialValue,
                        factor,
                        min == null ? -Double.MAX_VALUE : min,
                        max == null ? Double.MAX_VALUE : max,
                        count == null ? Long.MAX_VALUE : count);
        try (var connection = server.connect(surroundings)) {
            var delivery = new Delivery(connection, server, server.transcript(surroundings));
            surroundings.termination().onRequest(delivery::stop);
            delivery.send(events(values), Duration.ofNanos(Math.round(pace * 1e9)));
        }
        return ExitCode.OK;
    }

    private void check() throws Failure {
        if (count != null && count < 1) {
            throw wrong("--numberOfEvents", count, "use 1 or more");
        }
        if (pace < 0 || pace > 86_400) {
            throw wrong("--pace", pace, "use 0 to 86400");
        }
        if (factor <= 0) {
            throw wrong("--factor", factor, "use more than 0");
        }
        if (min != null && max != null && min > max) {
            throw wrong("--min", min, "use no more than --max");
        }
    }

    private static Failure wrong(String option, double value, String accepted) {
        return new Failure(
                ExitCode.USAGE, option + " is " + JsNumber.text(value) + "; " + accepted);
    }

    private Iterator<OutgoingEvent> events(Progression values) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return values.hasNext();
            }

            @Override
            public OutgoingEvent next() {
                return new OutgoingEvent(
                        marks.namespace(),
                        marks.sender(EventOptions.SENDER),
                        marks.origin(),
                        type,
                        values.nextDouble(),
                        null,
                        surroundings.clock().instant());
            }
        };
    }
}
