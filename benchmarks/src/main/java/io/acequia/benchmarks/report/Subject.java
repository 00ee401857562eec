package io.acequia.benchmarks.report;

/// What is measured, in the order of the tables.
enum Subject {
    /// One system call per datagram.
    ECHO("echo", "C echo, `recvfrom`/`sendto`: the limit", false),

    /// Batched system calls.
    ECHO_BATCH("echo-batch", "C echo, `recvmmsg`/`sendmmsg`", false),

    /// Our endpoint that stores nothing.
    TRIVIAL("trivial", "**Acequia, endpoint that stores nothing**", false),

    /// The product.
    MAIN("main", "**Acequia, stored and queryable**", true),

    /// Californium at its best.
    CALIFORNIUM_TUNED("californium-tuned", "Californium 3.14.0 tuned, 4 GB heap", false),

    /// Californium with its defaults.
    CALIFORNIUM_SHIPPED("californium-shipped", "Californium 3.14.0 as shipped, 4 GB heap", false),

    /// The stack of the thesis.
    NODE_COAP("node-coap", "node-coap 1.5.0", false);

    private final String label;
    private final String title;
    private final boolean settled;

    Subject(String label, String title, boolean settled) {
        this.label = label;
        this.title = title;
        this.settled = settled;
    }

    /// Returns the label of its runs.
    String label() {
        return label;
    }

    /// Returns its name in a table.
    String title() {
        return title;
    }

    /// Says whether time and CPU are counted until it has nothing left to do: what it acknowledged
    /// must also have reached the tables that are queried.
    boolean isCountedUntilSettled() {
        return settled;
    }
}
