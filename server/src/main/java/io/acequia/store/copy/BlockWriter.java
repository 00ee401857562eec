package io.acequia.store.copy;

import io.acequia.event.Packing;
import io.acequia.store.EventStore;
import io.acequia.store.Lane;
import io.acequia.store.Micros;
import io.acequia.store.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Writes events to a store and stays with them until each is durable or rejected. What the store
/// cannot take now is tried again, under the same name. Confined to one thread.
final class BlockWriter implements AutoCloseable {
    private static final long LOOK_AGAIN_MILLIS = 1_000;

    private final Semaphore wakeUps = new Semaphore(0);
    private final Likeness likeness = new Likeness();
    private final Lane lane;
    private final Patience patience;
    private final CopyWitness witness;
    private final BooleanSupplier isStopped;

    // Of the block at hand.
    private List<Missing> again = List.of();
    private int copied;
    private int rejected;
    private String firstRejection = "";

    /// What became of a block.
    ///
    /// @param isWhole whether all its events are durable or rejected
    record Written(int copied, int rejected, String firstRejection, boolean isWhole) {}

    /// @param isStopped asked before it waits
    BlockWriter(
            EventStore target, Patience patience, CopyWitness witness, BooleanSupplier isStopped) {
        lane = target.lane(wakeUps::release);
        this.patience = patience;
        this.witness = witness;
        this.isStopped = isStopped;
    }

    /// Writes events.
    ///
    /// @throws IOException when the store has taken nothing for too long
    Written write(List<Missing> events) throws IOException, InterruptedException {
        copied = 0;
        rejected = 0;
        firstRejection = "";
        patience.goesOn();
        var left = events;
        while (!left.isEmpty() && !isStopped.getAsBoolean()) {
            int before = left.size();
            left = round(left);
            if (left.size() < before) {
                patience.goesOn();
            } else {
                patience.pause(witness);
            }
        }
        return new Written(copied, rejected, firstRejection, left.isEmpty());
    }

    /// Writes as many as the store takes at once, and returns those that are to be tried again.
    private List<Missing> round(List<Missing> events) throws InterruptedException {
        again = new ArrayList<>();
        int sent = 0;
        while (sent < events.size() && add(events.get(sent), sent)) {
            sent++;
        }
        lane.submit();
        await(events, sent);
        again.addAll(events.subList(sent, events.size()));
        return again;
    }

    private boolean add(Missing missing, int ticket) {
        var event = missing.event();
        return lane.add(
                Packing.pack(List.of(event)),
                Micros.of(event.received()),
                likeness.name(missing.likeness(), missing.number()),
                ticket);
    }

    private void await(List<Missing> events, int sent) throws InterruptedException {
        int answered = 0;
        while (true) {
            answered += lane.drain((ticket, outcome) -> take(events.get((int) ticket), outcome));
            if (answered == sent) {
                return;
            }
            wakeUps.tryAcquire(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void take(Missing missing, Outcome outcome) {
        switch (outcome) {
            case Outcome.Durable _ -> copied++;
            case Outcome.Unavailable _ -> again.add(missing);
            case Outcome.Rejected(var reason) -> {
                rejected++;
                firstRejection = firstRejection.isEmpty() ? reason : firstRejection;
            }
        }
    }

    @Override
    public void close() {
        lane.close();
    }
}
