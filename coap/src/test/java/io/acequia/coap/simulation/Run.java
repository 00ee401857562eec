package io.acequia.coap.simulation;

import io.acequia.coap.lockstep.VirtualClock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// One run: a few devices post to one server through a bad network, until every event has its
/// result; then the faults end, and a last event of each device must go through.
final class Run {
    private static final int EVENTS = 6, MOST_DEVICES = 4;
    private static final int MOST_STEPS = 100_000;

    /// What came of it.
    ///
    /// @param violations one line for each broken promise; empty when all is well
    /// @param faults how often each fault happened
    /// @param acknowledged events that were acknowledged
    /// @param unanswered confirmable requests that got no answer
    /// @param nanos how long it took on the virtual clock
    record Report(
            List<String> violations,
            Map<Fault, Integer> faults,
            long acknowledged,
            long unanswered,
            long nanos) {}

    private final VirtualClock clock = new VirtualClock();
    private final Tampering tampering = new Tampering();
    private final Ledger ledger = new Ledger();
    private final List<Device> devices = new ArrayList<>();
    private final Faults faults;
    private final Network network;
    private final Server server;
    private final List<String> violations = new ArrayList<>();

    private Run(long seed) {
        var random = new Random(seed);
        faults = new Faults(random);
        network = new Network(random, faults, tampering);
        server = new Server(random, faults, network, clock);
        int count = 1 + random.nextInt(MOST_DEVICES);
        for (int number = 1; number <= count; number++) {
            devices.add(new Device(number, EVENTS, random, network, ledger, clock));
        }
    }

    /// Runs the schedule of a seed.
    static Report of(long seed) throws IOException {
        return new Run(seed).run();
    }

    private Report run() throws IOException {
        runUntilDone();
        faults.end();
        long before = ledger.acknowledged();
        devices.forEach(device -> device.add(1));
        runUntilDone();
        if (ledger.acknowledged() != before + devices.size()) {
            violations.add("I6 after the faults not every event goes through");
        }
        int deaths = faults.counts().getOrDefault(Fault.DEATH, 0);
        violations.addAll(ledger.violations(server.store().copies(), tampering, deaths));
        if (server.statistics().failures.get() + server.statistics().forgotten.get() > 0) {
            violations.add("the endpoint failed or forgot");
        }
        return new Report(
                violations,
                faults.counts(),
                ledger.acknowledged(),
                ledger.unanswered(),
                clock.elapsed());
    }

    private void runUntilDone() throws IOException {
        long next = clock.elapsed();
        for (int step = 0; !isDone(); step++) {
            if (step > MOST_STEPS || next == Long.MAX_VALUE) {
                violations.add("a request stays open for ever");
                return;
            }
            clock.advance(next - clock.elapsed());
            network.deliver(next);
            next = server.act();
            for (var device : devices) {
                next = Math.min(next, device.act());
            }
            next = Math.min(next, network.nextArrival());
        }
    }

    private boolean isDone() {
        return network.nextArrival() == Long.MAX_VALUE
                && server.isIdle()
                && devices.stream().allMatch(Device::isDone);
    }
}
