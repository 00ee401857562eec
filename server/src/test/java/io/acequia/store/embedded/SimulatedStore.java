package io.acequia.store.embedded;

import io.acequia.event.EventBuffer;
import io.acequia.store.Outcome;
import io.acequia.store.SeriesHash;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The embedded store on a [SimulatedDisk], without threads: the test says when what happens. Keeps
/// a ledger of its requests, whose tickets and exchange keys are the same.
final class SimulatedStore {
    static final long SECRET = 0x5ec7e7L;

    /// Thousands of simulated failures are no news; kept so that the setting stays.
    private static final Logger LOGGER = Logger.getLogger("io.acequia.store.embedded");

    static {
        LOGGER.setLevel(Level.OFF);
    }

    /// Which requests were acknowledged and refused, across all stores of a test.
    static final class Ledger {
        final Set<Long> sent = new HashSet<>();
        final Set<Long> acked = new HashSet<>();
        final Set<Long> refused = new HashSet<>();
    }

    /// What a test may vary.
    record Setup(
            long segment,
            int room,
            long backlog,
            int maxSeries,
            int lanes,
            Duration window,
            Duration retention) {
        static final Setup SMALL =
                new Setup(1_500, 256, 1 << 20, 1_000, 2, Duration.ZERO, Duration.ofDays(36_500));

        Setup withBacklog(long bytes) {
            return new Setup(segment, room, bytes, maxSeries, lanes, window, retention);
        }

        Setup withSegment(long bytes) {
            return new Setup(bytes, room, backlog, maxSeries, lanes, window, retention);
        }

        Setup withMaxSeries(int most) {
            return new Setup(segment, room, backlog, most, lanes, window, retention);
        }

        Setup withWindow(Duration time) {
            return new Setup(segment, room, backlog, maxSeries, lanes, time, retention);
        }
    }

    private final Setup setup;
    final SimulatedDisk disk;
    final FakeDatabase database;
    final Ledger ledger;
    final SeriesDictionary dictionary;
    final SeriesFile seriesFile;
    final LogSegments segments;
    final Backlog backlog;
    final WriteAheadLog log;
    final GroupCommit commit;
    final LoadCounters counters = new LoadCounters();
    final LoadRounds rounds;
    final LongAdder refused = new LongAdder();
    final List<EmbeddedLane> lanes = new ArrayList<>();
    final List<Integer> wakeUps = new ArrayList<>();

    /// Nanoseconds since the start, and the time of the wall clock.
    long ticks;

    Instant now = Instant.EPOCH.plusNanos(Requests.NOW * 1_000);

    SimulatedStore(SimulatedDisk disk, FakeDatabase database, Ledger ledger, Setup setup)
            throws IOException {
        this.setup = setup;
        this.disk = disk;
        this.database = database;
        this.ledger = ledger;
        var hash = new SeriesHash(SECRET);
        dictionary = new SeriesDictionary(hash, setup.maxSeries(), () -> ticks);
        seriesFile = SeriesFile.open(disk.directory("data"), SECRET, dictionary);
        var files = disk.directory("log");
        var recovered = new LogRecovery(files, SECRET, dictionary).run();
        segments = new LogSegments(files, SECRET, recovered);
        backlog = new Backlog(segments, setup.backlog());
        var sizes = new WriteAheadLog.Sizes(setup.segment(), setup.room());
        log = new WriteAheadLog(files, SECRET, segments, sizes, () -> ticks);
        var unavailable = new Outcome.Unavailable(Duration.ofSeconds(5));
        commit = new GroupCommit(log, backlog, unavailable, () -> {});
        for (int i = 0; i < setup.lanes(); i++) {
            int number = i;
            var series = new LaneSeries(dictionary, hash);
            var lane =
                    new EmbeddedLane(
                            log, backlog, commit, series, () -> wakeUps.add(number), refused);
            commit.add(lane);
            lanes.add(lane);
        }
        var rules =
                new LoadRules(
                        10,
                        1_000,
                        Duration.ofMillis(500),
                        2_000,
                        Duration.ofSeconds(5),
                        setup.window(),
                        setup.retention());
        var source = new LoadSource(segments, backlog, dictionary, seriesFile);
        rounds = new LoadRounds(database, source, rules, counters, () -> now, () -> ticks);
    }

    static SimulatedStore open(SimulatedDisk disk) throws IOException {
        return new SimulatedStore(disk, new FakeDatabase(), new Ledger(), Setup.SMALL);
    }

    static SimulatedStore open(SimulatedDisk disk, Setup setup) throws IOException {
        return new SimulatedStore(disk, new FakeDatabase(), new Ledger(), setup);
    }

    /// Opens the store again as a new process, on what is left of the disk.
    SimulatedStore reopen(SimulatedDisk left) throws IOException {
        return new SimulatedStore(left, database.copy(), ledger, setup);
    }

    /// Adds a request to a lane; its events belong to one of seven series and say which request it
    /// is.
    boolean add(int lane, long key) {
        return add(lane, key, events(key));
    }

    boolean add(int lane, long key, EventBuffer events) {
        ledger.sent.add(key);
        boolean taken = lanes.get(lane).add(events, Requests.NOW, key, key);
        if (!taken) {
            ledger.refused.add(key);
        }
        return taken;
    }

    /// Returns the events of a request: one to three.
    static EventBuffer events(long key) {
        var request = Requests.request(1_024);
        for (int i = 0; i <= key % 3; i++) {
            request.event(origin(key)).number(key + i / 10.0);
        }
        return request.events();
    }

    /// Returns the origin of the events of a request; a new one every ten requests, and old ones.
    static String origin(long key) {
        return "probe" + (key % 10 == 0 ? key : key % 7);
    }

    /// Submits, commits and drains all lanes.
    void settle() {
        for (int i = 0; i < 3; i++) {
            lanes.forEach(EmbeddedLane::submit);
            commit.commit();
            drain();
        }
    }

    void drain() {
        for (var lane : lanes) {
            lane.drain((ticket, outcome) -> {
                switch (outcome) {
                    case Outcome.Durable _ -> ledger.acked.add(ticket);
                    case Outcome.Rejected _ -> throw new AssertionError(ticket);
                    case Outcome.Unavailable _ -> ledger.refused.add(ticket);
                }
            });
        }
    }

    /// Adds, settles and returns whether the request was acknowledged.
    boolean store(long key) {
        add(0, key);
        settle();
        return ledger.acked.contains(key);
    }

    void load() {
        while (rounds.round()) {
            // Until all is loaded.
        }
    }

    /// Lets time pass.
    void pass(Duration time) {
        ticks += time.toNanos();
        now = now.plus(time);
    }

    /// Lets a second pass and the log try to recover.
    void probe() {
        ticks += TimeUnit.SECONDS.toNanos(1);
        log.probe();
    }

    /// Returns the exchange keys of all durable requests, in their order.
    List<Long> exchanges() throws IOException {
        var keys = new ArrayList<Long>();
        var visitor =
                new IgnoringVisitor() {
                    @Override
                    public void request(long exchangeKey, long received, int events) {
                        keys.add(exchangeKey);
                    }
                };
        var records = new RecordReader((_, _, _) -> true, visitor);
        try (var reader = segments.readFrom(segments.firstSequence())) {
            while (reader.next(records)) {
                // The visitor takes what is read.
            }
        }
        return keys;
    }
}
