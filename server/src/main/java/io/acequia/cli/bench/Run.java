package io.acequia.cli.bench;

import io.acequia.coap.message.Code;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// Offers a load to a server and takes what comes back. One thread does everything; it allocates
/// nothing while it does.
///
/// Latency counts from the moment a request was due: in the open loop a server that stalls is
/// charged for the requests that had to wait for it.
final class Run implements Fleet.Receiver {
    private static final long LOOK_EVERY = 10_000_000;
    private static final int SENDS_PER_TURN = 64;

    /// RFC 7252 §4.8.
    private static final int MAX_RETRANSMIT = 4;

    private static final double ACK_RANDOM_FACTOR = 1.5;

    /// Types of messages (RFC 7252 §3).
    private static final int CONFIRMABLE = 0, ACKNOWLEDGEMENT = 2;

    private final Load load;
    private final RequestWriter writer;
    private final Fleet fleet;
    private final Ledger ledger;
    private final Progress progress;
    private final LongSupplier nanos;
    private final RandomGenerator random;
    private final Devices devices;
    private final Requests requests;
    private final Figures figures = new Figures();
    private final ByteBuffer out = ByteBuffer.allocateDirect(RequestWriter.LONGEST);
    private final ByteBuffer acknowledgement = ByteBuffer.allocateDirect(4);

    private final long millisAtStart;
    private final long start;
    private final long measuredFrom;
    private final long end;
    private long now;
    private long lastAnswer;
    private long sequence;
    private boolean sending = true;
    private boolean heard;
    private boolean refusedFirst;

    /// Written by the thread that interrupts the run, read by the run.
    private volatile boolean stopped;

    /// @param millis Unix time of now
    /// @param nanos a clock that never goes back
    Run(
            Load load,
            RequestWriter writer,
            Fleet fleet,
            Ledger ledger,
            Progress progress,
            long millis,
            LongSupplier nanos,
            RandomGenerator random) {
        this.load = load;
        this.writer = writer;
        this.fleet = fleet;
        this.ledger = ledger;
        this.progress = progress;
        this.nanos = nanos;
        this.random = random;
        devices = new Devices(load.devices(), fleet, random);
        requests = new Requests(load.window());
        millisAtStart = millis;
        start = nanos.getAsLong();
        measuredFrom = start + load.warmup().toNanos();
        end = measuredFrom + load.duration().toNanos();
        now = start;
        lastAnswer = start;
    }

    /// Does it all, and returns when every request is answered or given up; at once when nobody
    /// listens.
    Summary toEnd() throws IOException {
        long nextLook = start;
        while ((sending || !requests.isEmpty()) && !stopped && !refusedFirst) {
            now = nanos.getAsLong();
            sending = sending && now - end < 0;
            boolean more = sending && sendWhatIsDue();
            if (now - nextLook >= 0) {
                nextLook = now + LOOK_EVERY;
                repeatOrGiveUp();
                progress.at(share(), now, figures);
            }
            fleet.receive(more ? 0 : pause(nextLook), this);
        }
        long until = measuredUntil();
        return figures.over(Math.max(0, until - measuredFrom) / 1e9, unsent(until));
    }

    /// Ends the run soon; for another thread.
    void stop() {
        stopped = true;
    }

    private long measuredUntil() {
        if (stopped) {
            return now;
        }
        return sequence == load.count() ? lastAnswer : end;
    }

    /// Returns how many requests were due in the open loop and had not their turn.
    private long unsent(long until) {
        boolean behind = load.isOpenLoop() && sequence < load.count();
        long wereDue = behind ? (long) Math.ceil((until - start) * (load.rate() / 1e9)) : 0;
        return Math.max(0, Math.min(wereDue, load.count()) - sequence);
    }

    private double share() {
        double ofTime = (double) (now - start) / (end - start);
        return Math.max(ofTime, (double) sequence / load.count());
    }

    private long pause(long nextLook) {
        long untilLook = nextLook - now;
        boolean more = sending && load.isOpenLoop() && requests.hasRoom();
        long untilDue = more ? due(sequence) - now : untilLook;
        return Math.max(0, Math.min(untilLook, untilDue));
    }

    /// Sends in portions, so that answers are taken in between. Returns whether there is more to
    /// send at once.
    private boolean sendWhatIsDue() throws IOException {
        for (int i = 0; i < SENDS_PER_TURN; i++) {
            long due = load.isOpenLoop() ? due(sequence) : nanos.getAsLong();
            boolean early = load.isOpenLoop() && due - now > 0;
            int device = early || !requests.hasRoom() ? Devices.NONE : devices.inTurn();
            if (device == Devices.NONE) {
                return false;
            }
            begin(device, due);
            if (sequence == load.count()) {
                sending = false;
                return false;
            }
        }
        return true;
    }

    private long due(long request) {
        return start + (long) (request * (1e9 / load.rate()));
    }

    private void begin(int device, long due) {
        int slot = requests.take(device, devices.begin(device), load.first() + sequence++, due);
        expect(slot, load.confirmable() ? firstTimeout() : load.patience().toNanos());
        if (isCounted(slot)) {
            figures.sent();
        }
        transmit(slot);
    }

    private long firstTimeout() {
        long least = load.ackTimeout().toNanos();
        return least + (long) (random.nextDouble() * (ACK_RANDOM_FACTOR - 1) * least);
    }

    private void expect(int slot, long timeout) {
        requests.expectBy(slot, Math.min(now + timeout, lastMoment(slot)), timeout);
    }

    private long lastMoment(int slot) {
        return requests.due(slot) + load.patience().toNanos();
    }

    /// The same bytes every time: they depend on the request alone.
    private void transmit(int slot) {
        long millis = millisAtStart + (requests.due(slot) - start) / 1_000_000;
        int device = requests.device(slot);
        writer.write(
                out, requests.mid(slot), requests.token(slot), requests.seq(slot), device, millis);
        fleet.send(device, out, this);
    }

    /// RFC 7252 §4.2: the time-out doubles with every repeat, and after the last one it is over.
    private void repeatOrGiveUp() {
        for (int slot = 0; slot < requests.capacity(); slot++) {
            if (!requests.isOverdue(slot, now)) {
                continue;
            }
            if (mayRepeat(slot)) {
                expect(slot, requests.timeout(slot) * 2);
                figures.repeated();
                transmit(slot);
            } else {
                if (isCounted(slot)) {
                    figures.lost();
                }
                release(slot);
            }
        }
    }

    private boolean mayRepeat(int slot) {
        return load.confirmable()
                && now - lastMoment(slot) < 0
                && requests.isUnacknowledged(slot)
                && requests.repeat(slot) <= MAX_RETRANSMIT;
    }

    private boolean isCounted(int slot) {
        return requests.due(slot) - measuredFrom >= 0;
    }

    private void release(int slot) {
        devices.end(requests.device(slot));
        requests.release(slot);
    }

    @Override
    public void refused(int device) {
        figures.refused();
        refusedFirst = !heard;
    }

    @Override
    public void datagram(int device, ByteBuffer bytes) {
        if (bytes.remaining() < 4 || (bytes.get(0) & 0xc0) != 0x40) {
            figures.late();
            return;
        }
        heard = true;
        int type = (bytes.get(0) >> 4) & 3;
        int code = bytes.get(1) & 0xff;
        int mid = bytes.getChar(2);
        if (type == CONFIRMABLE) {
            acknowledge(device, mid);
        }
        if (code == Code.EMPTY) {
            empty(device, type, mid);
        } else {
            answer(device, type, mid, code, token(bytes));
        }
    }

    private static int token(ByteBuffer bytes) {
        boolean ours = (bytes.get(0) & 15) == RequestWriter.TOKEN && bytes.remaining() >= 8;
        return ours ? bytes.getInt(4) : -1;
    }

    /// RFC 7252 §5.2.2: a separate response that is confirmable wants an ACK, each time that it
    /// comes.
    private void acknowledge(int device, int mid) {
        acknowledgement.clear();
        acknowledgement.put((byte) 0x60).put((byte) Code.EMPTY).putChar((char) mid).flip();
        fleet.send(device, acknowledgement, this);
    }

    private void empty(int device, int type, int mid) {
        int slot = requests.byMessageId(device, mid);
        if (slot == Requests.NONE) {
            figures.late();
        } else if (type == ACKNOWLEDGEMENT) {
            requests.promise(slot, lastMoment(slot));
        } else {
            if (isCounted(slot)) {
                figures.reset();
            }
            release(slot);
        }
    }

    private void answer(int device, int type, int mid, int code, int token) {
        int slot = requests.byToken(device, token);
        if (slot == Requests.NONE || (type == ACKNOWLEDGEMENT && requests.mid(slot) != mid)) {
            figures.late();
            return;
        }
        lastAnswer = nanos.getAsLong();
        if (isCounted(slot)) {
            figures.answered(code, lastAnswer - requests.due(slot));
        }
        if (Code.classOf(code) == 2) {
            ledger.acknowledged(requests.seq(slot));
        }
        release(slot);
    }
}
