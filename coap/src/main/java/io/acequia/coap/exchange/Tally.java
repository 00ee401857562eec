package io.acequia.coap.exchange;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// A counter that one thread writes and any thread reads.
public final class Tally {
    private static final VarHandle VALUE;

    static {
        try {
            VALUE = MethodHandles.lookup().findVarHandle(Tally.class, "value", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("UnusedVariable") // read and written by the handle
    private long value;

    /// Adds one; called by the one thread that writes.
    public void increment() {
        add(1);
    }

    /// Adds a number; called by the one thread that writes.
    public void add(long number) {
        VALUE.setOpaque(this, value + number);
    }

    /// Returns the count as any thread may see it.
    public long get() {
        return (long) VALUE.getOpaque(this);
    }
}
