package io.acequia.cli.bench;

import static io.acequia.cli.bench.SimulatedFleet.MILLISECOND;
import static io.acequia.cli.bench.SimulatedFleet.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.coap.message.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {
    private static final long MILLIS = 1_795_000_000_000L;

    private static Run run(Load load, SimulatedFleet fleet, Ledger ledger) {
        var payload = PayloadTemplate.parse("{\"n\":{seq},\"d\":{device},\"t\":{time}}");
        var writer = new RequestWriter(load.confirmable(), "event", 50, payload);
        return new Run(
                load, writer, fleet, ledger, Progress.NONE, MILLIS, fleet::now, new Random(1));
    }

    private static Summary run(Load load, SimulatedFleet fleet) throws IOException {
        return run(load, fleet, Ledger.none()).toEnd();
    }

    private static List<Double> secondsOf(SimulatedFleet fleet) {
        long first = fleet.sent.getFirst().at();
        return fleet.sent.stream().map(sent -> (sent.at() - first) / 1e9).toList();
    }

    @Test
    @DisplayName("the next request follows the answer to the one before")
    void closedLoop() throws IOException {
        var fleet = SimulatedFleet.answering(Code.CREATED, 3 * MILLISECOND);

        var summary = run(Loads.requests(100), fleet);

        assertEquals(100, summary.requests().answered());
        assertEquals(Map.of("2.01", 100L), summary.codes());
        assertEquals(3_000, summary.latencyMicros().p50(), 3);
        assertEquals(0.3, summary.seconds(), 0.001);
        assertEquals(333, summary.answersPerSecond(), 1);
        assertEquals(0, summary.exitCode());
    }

    @Test
    @DisplayName("every request has its own number and message ID, and the time that it was due")
    void payloads() throws IOException {
        var fleet = SimulatedFleet.answering(Code.CREATED, 2 * MILLISECOND);

        run(Loads.requests(3), fleet);

        assertEquals(
                List.of(
                        "{\"n\":0,\"d\":0,\"t\":1795000000000}",
                        "{\"n\":1,\"d\":0,\"t\":1795000000002}",
                        "{\"n\":2,\"d\":0,\"t\":1795000000004}"),
                fleet.sent.stream().map(SimulatedFleet.Sent::payload).toList());
        assertEquals(fleet.sent.get(0).mid() + 1, fleet.sent.get(1).mid());
        assertNotEquals(fleet.sent.get(0).token(), fleet.sent.get(1).token());
    }

    @Test
    @DisplayName("devices take turns, and the window bounds what they have in flight together")
    void window() throws IOException {
        var load =
                new Load(
                        10,
                        4,
                        0,
                        true,
                        0,
                        12,
                        Duration.ZERO,
                        Duration.ofDays(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(93));
        var fleet = SimulatedFleet.answering(Code.CREATED, MILLISECOND);

        run(load, fleet);

        assertEquals(
                IntStream.range(0, 12).map(n -> n % 10).boxed().toList(),
                fleet.sent.stream().map(SimulatedFleet.Sent::device).toList());
        assertTrue(secondsOf(fleet).get(3) < 0.0005);
        assertTrue(secondsOf(fleet).get(4) > 0.0009);
    }

    @Test
    @DisplayName("RFC 7252 §4.2: an unanswered request is sent again four times, as the same bytes")
    void repeats() throws IOException {
        var fleet = new SimulatedFleet((request, network) -> {});

        var summary = run(Loads.requests(1), fleet);

        assertEquals(5, fleet.sent.size());
        assertEquals(1, fleet.sent.stream().map(SimulatedFleet.Sent::hex).distinct().count());
        assertEquals(4, summary.requests().repeated());
        assertEquals(1, summary.requests().lost());
        assertEquals(5, summary.exitCode());
    }

    @Test
    @DisplayName("RFC 7252 §4.2: the first time-out is 2 to 3 s and each is twice the one before")
    void timeouts() throws IOException {
        var fleet = new SimulatedFleet((request, network) -> {});

        run(Loads.requests(1), fleet);

        var at = secondsOf(fleet);
        double first = at.get(1);
        assertTrue(first >= 2 && first <= 3.01, () -> "first time-out " + first);
        assertEquals(3 * first, at.get(2), 0.2);
        assertEquals(7 * first, at.get(3), 0.2);
        assertEquals(15 * first, at.get(4), 0.2);
    }

    @Test
    @DisplayName("an answer to a repeat counts from when the request was due")
    void lostDatagram() throws IOException {
        var fleet =
                new SimulatedFleet((request, network) -> {
                    if (network.sent.size() > 1) {
                        network.answer(request, Code.CREATED, MILLISECOND);
                    }
                });

        var summary = run(Loads.requests(1), fleet);

        assertEquals(1, summary.requests().answered());
        assertEquals(1, summary.requests().repeated());
        assertTrue(summary.latencyMicros().p50() > 2_000_000);
    }

    @Test
    @DisplayName("RFC 7252 §4.3: a non-confirmable request is sent once")
    void nonConfirmable() throws IOException {
        var confirmable = Loads.requests(2);
        var load =
                new Load(
                        1,
                        1,
                        0,
                        false,
                        0,
                        2,
                        confirmable.warmup(),
                        confirmable.duration(),
                        confirmable.ackTimeout(),
                        Duration.ofSeconds(5));
        var fleet = new SimulatedFleet((request, network) -> {});

        var summary = run(load, fleet);

        assertEquals(2, fleet.sent.size());
        assertEquals(5, secondsOf(fleet).get(1), 0.05);
        assertEquals(2, summary.requests().lost());
        assertTrue(fleet.sent.getFirst().hex().startsWith("5402"));
    }

    @Test
    @DisplayName("RFC 7252 §5.2.2: an empty ACK ends the repeats, the separate response is acked")
    void separateResponse() throws IOException {
        var fleet =
                new SimulatedFleet((request, network) -> {
                    if (request.hex().startsWith("44")) {
                        network.deliver(0, "6000%04x".formatted(request.mid()), MILLISECOND);
                        network.deliver(0, "4441beef" + request.token(), 20 * SECOND);
                    }
                });

        var summary = run(Loads.requests(1), fleet);

        assertEquals(2, fleet.sent.size());
        assertEquals("6000beef", fleet.sent.get(1).hex());
        assertEquals(1, summary.requests().answered());
        assertEquals(0, summary.requests().repeated());
    }

    @Test
    @DisplayName("RFC 7252 §4.2: an RST ends a request")
    void reset() throws IOException {
        var fleet =
                new SimulatedFleet((request, network) ->
                        network.deliver(0, "7000%04x".formatted(request.mid()), MILLISECOND));

        var summary = run(Loads.requests(3), fleet);

        assertEquals(3, summary.requests().reset());
        assertEquals(3, fleet.sent.size());
        assertEquals(5, summary.exitCode());
    }

    @Test
    @DisplayName("what belongs to no request is counted and ignored")
    void strangers() throws IOException {
        var fleet =
                new SimulatedFleet((request, network) -> {
                    network.deliver(0, "ff", 0);
                    network.deliver(0, "9044", 0);
                    network.deliver(0, "6000%04x".formatted(request.mid() ^ 1), 0);
                    network.deliver(0, "6041%04x".formatted(request.mid()), 0);
                    network.deliver(0, "6441%04x00000000".formatted(request.mid()), 0);
                    network.answer(request, Code.CREATED, MILLISECOND);
                    network.answer(request, Code.CREATED, 2 * MILLISECOND);
                });

        var summary = run(Loads.requests(2), fleet);

        assertEquals(2, summary.requests().answered());
        assertEquals(5 * 2 + 1, summary.requests().late());
    }

    @Test
    @DisplayName("the open loop sends at its rate whatever the server does")
    void openLoop() throws IOException {
        var fleet = SimulatedFleet.answering(Code.CREATED, 50 * MILLISECOND);

        var summary = run(Loads.atRate(100, 2), fleet);

        assertEquals(200, fleet.sent.size());
        assertEquals(1.99, secondsOf(fleet).getLast(), 0.001);
        assertEquals(100, summary.answersPerSecond(), 0.1);
        assertEquals(50_000, summary.latencyMicros().p99(), 100);
        assertEquals(0, summary.requests().unsent());
    }

    @Test
    @DisplayName("a request that had to wait for room in the window is charged for the wait")
    void coordinatedOmission() throws IOException {
        var even = Loads.atRate(100, 1);
        var load =
                new Load(
                        1,
                        1,
                        100,
                        true,
                        0,
                        10,
                        even.warmup(),
                        even.duration(),
                        even.ackTimeout(),
                        even.patience());
        var fleet = SimulatedFleet.answering(Code.CREATED, 100 * MILLISECOND);

        var summary = run(load, fleet);

        assertEquals(10, summary.requests().answered());
        assertEquals(10 * 100_000 - 9 * 10_000, summary.latencyMicros().max(), 1_000);
    }

    @Test
    @DisplayName("what was due but found no room until the end is said to be unsent")
    void unsent() throws IOException {
        var even = Loads.atRate(100, 1);
        var load =
                new Load(
                        1,
                        1,
                        100,
                        true,
                        0,
                        Load.UNLIMITED,
                        even.warmup(),
                        even.duration(),
                        even.ackTimeout(),
                        even.patience());
        var fleet = SimulatedFleet.answering(Code.CREATED, 100 * MILLISECOND);

        var summary = run(load, fleet);

        assertEquals(10, summary.requests().sent());
        assertEquals(90, summary.requests().unsent());
    }

    @Test
    @DisplayName("requests of the warm-up are sent and not counted")
    void warmup() throws IOException {
        var whole = Loads.atRate(100, 1);
        var load =
                new Load(
                        1,
                        100,
                        100,
                        true,
                        0,
                        Load.UNLIMITED,
                        Duration.ofSeconds(1),
                        whole.duration(),
                        whole.ackTimeout(),
                        whole.patience());
        var fleet = SimulatedFleet.answering(Code.CREATED, MILLISECOND);

        var summary = run(load, fleet);

        assertEquals(200, fleet.sent.size());
        assertEquals(100, summary.requests().sent());
        assertEquals(100, summary.requests().answered());
        assertEquals(1, summary.seconds(), 0.001);
    }

    @Test
    @DisplayName("a device goes on from a new address when its message IDs are used up")
    void messageIds() throws IOException {
        var fleet = SimulatedFleet.answering(Code.CREATED, 1);

        run(Loads.requests(65_537), fleet);

        assertEquals(List.of(0), fleet.renewed);
    }

    @Test
    @DisplayName("a run ends at once when nobody listens")
    void nobodyListens() throws IOException {
        var refusing = new RefusingFleet();
        var load = Loads.requests(10);
        var writer = new RequestWriter(true, "event", 50, PayloadTemplate.parse("{seq}"));

        var summary =
                new Run(
                                load,
                                writer,
                                refusing,
                                Ledger.none(),
                                Progress.NONE,
                                MILLIS,
                                refusing::now,
                                new Random(1))
                        .toEnd();

        assertEquals(1, summary.requests().refused());
        assertEquals(5, summary.exitCode());
    }

    @Test
    @DisplayName("a run that is stopped sums up what it has")
    void stopped() throws IOException {
        var run = new Run[1];
        var fleet =
                new SimulatedFleet((request, network) -> {
                    network.answer(request, Code.CREATED, MILLISECOND);
                    if (network.sent.size() == 10) {
                        run[0].stop();
                    }
                });
        run[0] = run(Loads.requests(1_000), fleet, Ledger.none());

        var summary = run[0].toEnd();

        assertEquals(10, summary.requests().sent());
        assertEquals(0.01, summary.seconds(), 0.002);
    }

    @Test
    @DisplayName("the ledger has what was answered 2.xx and nothing else")
    void ledger(@TempDir Path directory) throws IOException {
        var file = directory.resolve("acked");
        var fleet =
                new SimulatedFleet((request, network) -> {
                    boolean odd = network.sent.size() % 2 == 0;
                    int code = odd ? Code.SERVICE_UNAVAILABLE : Code.CREATED;
                    network.answer(request, code, MILLISECOND);
                });

        Summary summary;
        try (var ledger = Ledger.in(file)) {
            summary = run(Loads.requests(5), fleet, ledger).toEnd();
        }

        assertEquals(List.of("0", "2", "4"), Files.readAllLines(file));
        assertEquals(Map.of("2.01", 3L, "5.03", 2L), summary.codes());
        assertEquals(4, summary.exitCode());
    }
}
