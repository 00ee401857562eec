package io.acequia.cli;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `acequia send`: sends one event.
@Command(name = "send", description = "Send one event.")
final class Send implements Callable<Integer> {
    @Mixin private final ServerOptions server = new ServerOptions();
    @Mixin private final EventOptions marks = new EventOptions();

    @Parameters(index = "0", paramLabel = "<type>", description = "Quantity, such as temperature.")
    private String type = "";

    @Parameters(
            index = "1",
            paramLabel = "<value>",
            converter = JsNumber.Converter.class,
            description = "Number that was measured.")
    private double value;

    private final Surroundings surroundings;

    Send(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        var event =
                new OutgoingEvent(
                        marks.namespace(),
                        marks.sender(EventOptions.SENDER),
                        marks.origin(),
                        type,
                        value,
                        null,
                        surroundings.clock().instant());
        try (var connection = server.connect(surroundings)) {
            new Delivery(connection, server, server.transcript(surroundings))
                    .send(List.of(event).iterator(), Duration.ZERO);
        }
        return ExitCode.OK;
    }
}
