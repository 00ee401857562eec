package io.acequia.cli;

import io.acequia.coap.client.ClientRequest;
import io.acequia.coap.client.Result;
import io.acequia.coap.message.Bytes;
import io.acequia.coap.message.ContentFormat;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Sends events without waiting for one answer before the next is sent, and prints the answers as
/// they come.
///
/// One thread sends and prints; the threads of the connection only put answers into the queue.
final class Delivery {
    /// Departs from RFC 7252 §4.7 (NSTART = 1), as the client of the thesis did: with one request
    /// at a time a distant server would get a handful of events a second.
    static final int WINDOW = 16;

    /// How soon a stop is noticed when no answer comes, nanoseconds.
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(100);

    private static final int QUIET_TICKS = 10;

    private final Connection connection;
    private final ServerOptions options;
    private final Transcript transcript;
    private final LinkedBlockingQueue<Answered> answers = new LinkedBlockingQueue<>();
    private final CountDownLatch finished = new CountDownLatch(1);

    /// Written by the thread of [#stop], read by the sending thread.
    private volatile boolean isStopped;

    private int waiting;
    private long sent;
    private long refused;
    private Verdict worst = new Verdict(ExitCode.OK, "", "");

    private record Answered(OutgoingEvent event, Result result) {}

    Delivery(Connection connection, ServerOptions options, Transcript transcript) {
        this.connection = connection;
        this.options = options;
        this.transcript = transcript;
    }

    /// Sends all events, each `pace` after the one before; none after nobody answered.
    ///
    /// @throws Failure when events were not stored
    void send(Iterator<OutgoingEvent> events, Duration pace) throws Failure, InterruptedException {
        try {
            while (mayGoOn() && events.hasNext()) {
                long due = System.nanoTime() + pace.toNanos();
                send(events.next());
                collect(due);
            }
            finish();
        } finally {
            finished.countDown();
        }
        if (worst.exitCode() != ExitCode.OK) {
            throw new Failure(worst.exitCode(), summary());
        }
    }

    private boolean mayGoOn() {
        return !isStopped && worst.exitCode() != ExitCode.UNREACHABLE && !transcript.isCut();
    }

    private void send(OutgoingEvent event) {
        var request = ClientRequest.post("/event", ContentFormat.JSON, Bytes.utf8(event.json()));
        waiting++;
        sent++;
        var _ =
                connection
                        .send(options.prepare(request))
                        .thenAccept(result -> answers.add(new Answered(event, result)));
    }

    /// Takes answers until the next event is due and the window has room for it.
    private void collect(long due) throws InterruptedException {
        long left = due - System.nanoTime();
        while (mayGoOn() && (left > 0 || waiting >= WINDOW)) {
            take(left > 0 ? Math.min(left, TICK) : TICK);
            left = due - System.nanoTime();
        }
        while (!answers.isEmpty()) {
            take(0);
        }
    }

    /// Takes the answers that are still to come; after a stop only until none comes for a while.
    private void finish() throws InterruptedException {
        int quiet = 0;
        while (waiting > 0 && quiet < QUIET_TICKS) {
            boolean came = take(TICK);
            quiet = isStopped && !came ? quiet + 1 : 0;
        }
    }

    private boolean take(long nanos) throws InterruptedException {
        var answered = answers.poll(nanos, TimeUnit.NANOSECONDS);
        if (answered == null) {
            return false;
        }
        waiting--;
        judge(answered);
        return true;
    }

    private void judge(Answered answered) {
        var verdict = Verdict.of(answered.result(), options.server());
        transcript.event(answered.event(), answered.result(), verdict);
        if (verdict.exitCode() != ExitCode.OK) {
            refused++;
            worst = verdict.exitCode() >= worst.exitCode() ? verdict : worst;
        }
    }

    private String summary() {
        return sent == 1
                ? worst.problem()
                : refused + " of " + sent + " events were not stored: " + worst.problem();
    }

    /// Stops sending and waits until the last answers are printed. For the thread that ends the
    /// process.
    void stop() {
        isStopped = true;
        try {
            var _ = finished.await(2 * QUIET_TICKS * TICK, TimeUnit.NANOSECONDS);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
