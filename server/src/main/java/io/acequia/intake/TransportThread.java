package io.acequia.intake;

import io.acequia.coap.exchange.DatagramPort;
import io.acequia.coap.exchange.Endpoint;
import io.acequia.store.Lane;
import io.acequia.store.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// The thread of one UDP socket: takes a burst, hands its events to the store, and sends the
/// answers of what has become durable meanwhile.
final class TransportThread {
    private static final System.Logger LOG = System.getLogger(TransportThread.class.getName());
    private static final long LONGEST_WAIT = Duration.ofSeconds(1).toNanos();

    private final DatagramPort port;
    private final Endpoint endpoint;
    private final Lane lane;
    private final EventResource events;
    private final RequestObserver requests;
    private final Lane.Outcomes respond = this::respond; // made once, not for every turn
    private final Consumer<IOException> onFailure;
    private final Thread thread;
    private volatile long turned = System.nanoTime(); // written by the thread, read by hang
    private volatile long deadline; // nanoseconds; written before `stopping`
    private volatile boolean stopping; // written by finish, read by the thread

    TransportThread(
            String name,
            DatagramPort port,
            Endpoint endpoint,
            Lane lane,
            EventResource events,
            RequestObserver requests,
            Consumer<IOException> onFailure) {
        this.port = port;
        this.onFailure = onFailure;
        this.endpoint = endpoint;
        this.lane = lane;
        this.events = events;
        this.requests = requests;
        thread = Thread.ofPlatform().name(name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// Lets the thread end once every request has been answered, or after a time.
    void finish(Duration longest) {
        deadline = System.nanoTime() + longest.toNanos();
        stopping = true;
        port.wakeUp();
    }

    /// Waits for the end of the thread.
    void join() throws InterruptedException {
        thread.join();
    }

    /// Says for how long the thread has not come round, empty while that is shorter than this.
    Optional<String> hang(Duration longest) {
        var since = Duration.ofNanos(System.nanoTime() - turned);
        return stopping || since.compareTo(longest) < 0
                ? Optional.empty()
                : Optional.of(
                        "thread %s has hung for %d s"
                                .formatted(thread.getName(), since.toSeconds()));
    }

    private void run() {
        while (!stopping || isFinishing()) {
            turned = System.nanoTime();
            try {
                turn();
            } catch (IOException e) {
                onFailure.accept(e);
                return;
            }
        }
    }

    private boolean isFinishing() {
        return endpoint.hasOpenRequests() && System.nanoTime() - deadline < 0;
    }

    private void turn() throws IOException {
        endpoint.turn(LONGEST_WAIT);
        lane.submit();
        int stored = lane.drain(respond);
        if (stored > 0) {
            lane.submit();
        }
        endpoint.flush();
        requests.tick(stored);
    }

    private void respond(long ticket, Outcome outcome) {
        try {
            endpoint.respond(ticket, events.answer(outcome, ticket));
        } catch (IOException e) {
            // The event is stored; the peer repeats its request and gets the answer then.
            LOG.log(System.Logger.Level.WARNING, "cannot send an answer", e);
        }
    }
}
