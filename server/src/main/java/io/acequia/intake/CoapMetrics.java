package io.acequia.intake;

import io.acequia.coap.exchange.EndpointStatistics;
import io.acequia.coap.exchange.Tally;
import io.acequia.coap.udp.KernelDrops;
import io.acequia.intake.CoapIntake.Door;
import io.acequia.metrics.Distribution;
import io.acequia.metrics.MetricGroup;
import io.acequia.metrics.Sample;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// What the CoAP door counts, as metrics.
public final class CoapMetrics {
    /// Read from the sockets of an intake.
    public static final MetricGroup<List<Door>> GROUP =
            requests(exchanges(datagrams(new MetricGroup<>())));

    private CoapMetrics() {}

    private static MetricGroup<List<Door>> requests(MetricGroup<List<Door>> group) {
        return group.counter(
                        "acequia_requests_total",
                        "Requests answered, without repeats.",
                        List.of("path", "method", "code"),
                        CoapMetrics::requestCounts)
                .histogram(
                        "acequia_request_duration_seconds",
                        "From the arrival of a request to its answer.",
                        List.of("transport"),
                        doors -> sockets(doors, door -> door.requests().latencies().snapshot()))
                .histogram(
                        "acequia_batch_requests",
                        "Requests of one socket that became durable together.",
                        List.of("transport"),
                        doors -> sockets(doors, door -> door.requests().batches().snapshot()))
                .counter(
                        "acequia_clamped_events_total",
                        "Events whose claimed time could not be.",
                        doors -> sum(doors, door -> door.events().clamped().get()));
    }

    private static MetricGroup<List<Door>> exchanges(MetricGroup<List<Door>> group) {
        return group.counter(
                        "acequia_duplicates_total",
                        "Requests that were repeats of an earlier one.",
                        total(statistics -> statistics.duplicates))
                .counter(
                        "acequia_deduplication_forgotten_total",
                        "Requests that were forgotten before their lifetime was over.",
                        total(statistics -> statistics.forgotten))
                .counter(
                        "acequia_overloads_total",
                        "Requests refused because too many were open.",
                        total(statistics -> statistics.overloads))
                .counter(
                        "acequia_separate_responses_total",
                        "Answers that came after an empty acknowledgement.",
                        total(statistics -> statistics.separate))
                .counter(
                        "acequia_retransmissions_total",
                        "Separate answers sent again.",
                        total(statistics -> statistics.retransmissions))
                .counter(
                        "acequia_request_failures_total",
                        "Requests that ended in an error of this program.",
                        total(statistics -> statistics.failures));
    }

    private static MetricGroup<List<Door>> datagrams(MetricGroup<List<Door>> group) {
        return group.counter(
                        "acequia_datagrams_total",
                        "Datagrams received.",
                        total(statistics -> statistics.datagrams))
                .counter(
                        "acequia_bursts_total",
                        "Times that at least one datagram was taken from a socket.",
                        total(statistics -> statistics.bursts))
                .counter(
                        "acequia_dropped_total",
                        "Datagrams that led to nothing.",
                        List.of("reason"),
                        CoapMetrics::drops)
                .counter(
                        "acequia_pings_total",
                        "CoAP pings answered.",
                        total(statistics -> statistics.pings));
    }

    private static List<Sample<Double>> requestCounts(List<Door> doors) {
        Map<List<String>, Double> counts =
                new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
        for (var door : doors) {
            door.requests()
                    .counts((path, method, code, count) ->
                            counts.merge(List.of(path, method, code), (double) count, Double::sum));
        }
        return counts.entrySet().stream()
                .map(entry -> new Sample<>(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static List<Sample<Distribution>> sockets(
            List<Door> doors, Function<Door, Distribution> distribution) {
        return doors.stream()
                .map(door ->
                        new Sample<>(List.of("udp " + door.address()), distribution.apply(door)))
                .toList();
    }

    private static List<Sample<Double>> drops(List<Door> doors) {
        return List.of(
                sample("malformed", total(statistics -> statistics.malformed).applyAsDouble(doors)),
                sample(
                        "unexpected",
                        total(statistics -> statistics.unexpected).applyAsDouble(doors)),
                sample("unsent", sum(doors, door -> door.port().unsent())),
                sample("socket_buffer_full", socketDrops(doors)));
    }

    private static double socketDrops(List<Door> doors) {
        return doors.stream()
                .mapToInt(door -> door.address().getPort())
                .distinct()
                .mapToDouble(CoapMetrics::socketDrops)
                .sum();
    }

    private static double socketDrops(int port) {
        try {
            return KernelDrops.of(port);
        } catch (IOException e) {
            return 0; // the system does not tell
        }
    }

    private static Sample<Double> sample(String label, double value) {
        return new Sample<>(List.of(label), value);
    }

    private static ToDoubleFunction<List<Door>> total(Function<EndpointStatistics, Tally> tally) {
        return doors -> sum(doors, door -> tally.apply(door.endpoint().statistics()).get());
    }

    private static double sum(List<Door> doors, ToDoubleFunction<Door> value) {
        return doors.stream().mapToDouble(value).sum();
    }
}
