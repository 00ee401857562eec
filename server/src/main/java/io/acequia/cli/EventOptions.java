package io.acequia.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options that say what an event is marked with.
final class EventOptions {
    /// Sender of events that the user did not mark.
    static final String SENDER = "client";

    @Option(
            names = {"-o", "--origin"},
            paramLabel = "<name>",
            description = "Mark the origin of the events (default: the sender).")
    private @Nullable String origin;

    @Option(
            names = {"-s", "--sender"},
            paramLabel = "<name>",
            description = "Mark the sender of the events (default: " + SENDER + ").")
    private @Nullable String sender;

    @Option(
            names = "--namespace",
            paramLabel = "<name>",
            description = "Mark the namespace of the events (default: ${DEFAULT-VALUE}).")
    private String namespace = "default";

    @Nullable String origin() {
        return origin;
    }

    String sender(String fallback) {
        return sender == null ? fallback : sender;
    }

    String namespace() {
        return namespace;
    }
}
