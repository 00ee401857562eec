package io.acequia.coap.lockstep;

/// The seed of tests that try many cases: set `-Dacequia.seed=N` to repeat a failure.
public final class Seed {
    private Seed() {}

    /// Returns the seed that was asked for, else the usual one.
    public static long get() {
        return Long.getLong("acequia.seed", 1L);
    }

    /// Says whether one seed was asked for.
    public static boolean isGiven() {
        return Long.getLong("acequia.seed") != null;
    }
}
