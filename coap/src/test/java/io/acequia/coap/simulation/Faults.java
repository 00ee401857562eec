package io.acequia.coap.simulation;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/// How often things go wrong in one run, drawn from its seed, and how often they did.
final class Faults {
    private static final long LONGEST_DELAY = Duration.ofSeconds(4).toNanos();
    private static final long LONGEST_PARTITION = Duration.ofSeconds(30).toNanos();
    private static final long HORIZON = Duration.ofSeconds(20).toNanos();

    private final RandomGenerator random;
    private final Map<Fault, Integer> counts = new EnumMap<>(Fault.class);
    private final Map<Fault, Double> likelihoods = new EnumMap<>(Fault.class);
    private final long longestDelay;
    private final long partitionFrom;
    private final long partitionTo;
    private long death;
    private boolean over;

    Faults(RandomGenerator random) {
        this.random = random;
        draw(Fault.LOSS, 0.4);
        draw(Fault.DUPLICATION, 0.2);
        draw(Fault.CORRUPTION, 0.05);
        draw(Fault.JUNK, 0.1);
        draw(Fault.DEATH_BEFORE_ANSWER, 0.1);
        draw(Fault.SLOW_STORE, 0.3);
        draw(Fault.UNAVAILABLE, 0.2);
        longestDelay = 1_000_000 + random.nextLong(LONGEST_DELAY);
        boolean isPartitioned = random.nextInt(3) == 0;
        partitionFrom = isPartitioned ? random.nextLong(HORIZON) : Long.MAX_VALUE;
        death = random.nextBoolean() ? random.nextLong(HORIZON) : Long.MAX_VALUE;
        partitionTo = isPartitioned ? partitionFrom + random.nextLong(LONGEST_PARTITION) : 0;
    }

    // Half of the runs are free of a fault, so that others are seen alone as well.
    private void draw(Fault fault, double most) {
        likelihoods.put(fault, random.nextBoolean() ? random.nextDouble(most) : 0.0);
    }

    /// Says whether this fault happens now, and counts it.
    boolean happens(Fault fault) {
        boolean happens = !over && random.nextDouble() < likelihoods.getOrDefault(fault, 0.0);
        if (happens) {
            count(fault);
        }
        return happens;
    }

    /// Notes that a fault happened.
    void count(Fault fault) {
        counts.merge(fault, 1, Integer::sum);
    }

    /// Returns how often each fault happened.
    Map<Fault, Integer> counts() {
        return counts;
    }

    /// Says whether nothing gets through at a time.
    boolean isPartitioned(long now) {
        return !over && now >= partitionFrom && now < partitionTo;
    }

    /// Returns when the server dies of something else than its store.
    long nextDeath() {
        return over ? Long.MAX_VALUE : death;
    }

    /// Notes that the server died; of something else than its store it dies once in a run.
    void died() {
        count(Fault.DEATH);
        death = Long.MAX_VALUE;
    }

    /// Returns how long a datagram takes: mostly short, now and then long.
    long delay() {
        long most = over || random.nextInt(4) > 0 ? 1_000_000 : longestDelay;
        return 100_000 + random.nextLong(most);
    }

    /// Ends all faults: from now on the network is a good one.
    void end() {
        over = true;
    }
}
