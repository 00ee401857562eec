package io.acequia.store.opensearch;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Whether the cluster takes events, and what the log says of it: once when it stops, each minute
/// while it lasts, and once when it is over.
final class ClusterState {
    private static final System.Logger LOG = System.getLogger(ClusterState.class.getName());
    private static final long BETWEEN_WARNINGS = TimeUnit.MINUTES.toNanos(1);
    private static final long BETWEEN_REJECTIONS = TimeUnit.SECONDS.toNanos(1);

    private final BulkQueue queue;
    private final LongSupplier ticks;
    private boolean isTroubled;
    private long troubledSince;
    private long warned;
    private long rejections;
    private long rejectionLogged;
    private String cause = "";

    ClusterState(BulkQueue queue, LongSupplier ticks) {
        this.queue = queue;
        this.ticks = ticks;
        rejectionLogged = ticks.getAsLong() - BETWEEN_REJECTIONS;
    }

    /// Notes that events were stored.
    synchronized void works() {
        queue.writable(true);
        if (isTroubled) {
            isTroubled = false;
            var lasted = Duration.ofNanos(ticks.getAsLong() - troubledSince);
            LOG.log(Level.INFO, "events are stored again, after " + lasted.toSeconds() + " s");
        }
    }

    /// Notes that none of the events sent were stored.
    ///
    /// @param why with what to do
    synchronized void fails(String why) {
        queue.writable(false);
        trouble("events are refused: ", why);
    }

    /// Notes that some of the events sent were not stored yet.
    synchronized void lags(String why) {
        trouble("events are stored late: ", why);
    }

    private void trouble(String what, String why) {
        long now = ticks.getAsLong();
        if (!isTroubled) {
            isTroubled = true;
            troubledSince = now;
        } else if (why.equals(cause) && now - warned < BETWEEN_WARNINGS) {
            return;
        }
        cause = why;
        warned = now;
        LOG.log(Level.WARNING, what + why);
    }

    /// Notes an event that the cluster will never take.
    synchronized void rejected(String reason, String document) {
        rejections++;
        long now = ticks.getAsLong();
        if (now - rejectionLogged >= BETWEEN_REJECTIONS) {
            rejectionLogged = now;
            LOG.log(
                    Level.ERROR,
                    "an event was rejected (%d so far): %s: %s"
                            .formatted(rejections, reason, document));
        }
    }
}
