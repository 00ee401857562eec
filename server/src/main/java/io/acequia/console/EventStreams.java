package io.acequia.console;

import io.acequia.event.Event;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Sends events as they arrive, as server-sent events (HTML Living Standard, section 9.2).
///
/// Nothing is queued for a client: each stream looks for itself and waits until its client has
/// taken what was found. One that takes nothing for a while is dropped; it may come back and go on
/// from the last id it saw.
final class EventStreams implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(EventStreams.class.getName());
    private static final int CHUNK = 32 * 1024;

    /// After a look comes a rest ten times as long, so that a stream on a large store takes a tenth
    /// of a processor; but no rest so long that a person would give up.
    private static final int REST = 10;

    private static final long LONGEST_REST = TimeUnit.SECONDS.toNanos(5);

    private final Timing timing;
    private final Semaphore free;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ScheduledThreadPoolExecutor watchdog =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().daemon().name("event-streams").factory());

    EventStreams(Timing timing) {
        this.timing = timing;
        this.free = new Semaphore(timing.mostStreams);
        watchdog.setRemoveOnCancelPolicy(true);
    }

    /// How streams behave.
    ///
    /// @param pause between two looks, at least
    /// @param heartbeat longest silence, so that a client that went away is noticed
    /// @param patience longest that a client may take to accept a piece
    /// @param mostStreams at the same time
    record Timing(Duration pause, Duration heartbeat, Duration patience, int mostStreams) {
        static final Timing DEFAULTS =
                new Timing(
                        Duration.ofMillis(250), Duration.ofSeconds(15), Duration.ofSeconds(10), 32);
    }

    /// Takes a place for a stream; whoever gets one gives it back with [#leave].
    boolean enter() {
        return free.tryAcquire();
    }

    /// Gives a place back.
    void leave() {
        free.release();
    }

    /// Sends events until the client leaves or the console closes.
    void serve(Follower follower, OutputStream out) throws IOException, InterruptedException {
        var position = follower.position();
        send("retry: 1000\nid: " + position.text() + "\n\n", out);
        long sent = System.nanoTime();
        long rest = 0;
        while (!closed.await(Math.max(timing.pause.toNanos(), rest), TimeUnit.NANOSECONDS)) {
            long began = System.nanoTime();
            Follower.Found found;
            try {
                found = follower.look();
            } catch (IOException e) {
                LOG.log(System.Logger.Level.ERROR, "the store did not answer a stream: " + e);
                return;
            }
            rest = Math.min((System.nanoTime() - began) * REST, LONGEST_REST);
            if (!found.events().isEmpty() || !found.complete()) {
                position = send(found, position, out);
                sent = System.nanoTime();
            } else if (System.nanoTime() - sent > timing.heartbeat.toNanos()) {
                send(":\n\n", out);
                sent = System.nanoTime();
            }
        }
    }

    private Position send(Follower.Found found, Position before, OutputStream out)
            throws IOException {
        var position = before;
        var text = new StringWriter();
        for (var event : found.events()) {
            position = position.after(event.received());
            write(event, position, text);
            if (text.getBuffer().length() > CHUNK) {
                send(text.toString(), out);
                text.getBuffer().setLength(0);
            }
        }
        if (!found.complete()) {
            text.write(
                    "event: gap\ndata: {\"detail\":\"more events came than can be followed\"}\n\n");
        }
        send(text.toString(), out);
        return position;
    }

    /// The JSON of an event has no line breaks, so one data line holds it.
    private static void write(Event event, Position position, StringWriter text)
            throws IOException {
        text.append("id: ").append(position.text()).append("\ndata: ");
        EventJson.write(event, new JsonWriter(text));
        text.append("\n\n");
    }

    /// An interrupt closes the socket that this thread is blocked on.
    private void send(String text, OutputStream out) throws IOException {
        var impatience =
                watchdog.schedule(
                        Thread.currentThread()::interrupt,
                        timing.patience.toNanos(),
                        TimeUnit.NANOSECONDS);
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } finally {
            impatience.cancel(false);
        }
    }

    /// Ends all streams.
    @Override
    public void close() {
        closed.countDown();
        watchdog.shutdownNow();
    }
}
