package io.acequia.benchmarks.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The tables of a measurement in Markdown. Subjects that were not measured are left out.
final class Tables {
    /// A ratio that the product is held to, of answers per second and of CPU time alike.
    private record Target(Subject ours, Subject other, double least) {}

    private static final List<Target> TARGETS =
            List.of(
                    new Target(Subject.TRIVIAL, Subject.ECHO, 0.9),
                    new Target(Subject.TRIVIAL, Subject.CALIFORNIUM_TUNED, 2),
                    new Target(Subject.TRIVIAL, Subject.CALIFORNIUM_SHIPPED, 4),
                    new Target(Subject.TRIVIAL, Subject.NODE_COAP, 15),
                    new Target(Subject.MAIN, Subject.ECHO, 0.55),
                    new Target(Subject.MAIN, Subject.NODE_COAP, 8));

    private static final double UNDISTURBED = 95;

    private final Runs runs;

    Tables(Runs runs) {
        this.runs = runs;
    }

    /// Returns everything, with where and how it was measured.
    String all() {
        return Stream.of(about(), throughput(), ratios(), latency(), starts())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n\n"));
    }

    private String about() {
        return """
        Measured on %s with `%s`: %s, %s cores, Linux %s, %s, node %s. %s; medians of %d rounds.\
        """
                .formatted(
                        runs.about("date"),
                        runs.about("command"),
                        runs.about("cpu"),
                        runs.about("cores"),
                        runs.about("kernel"),
                        runs.about("jdk"),
                        runs.about("node"),
                        runs.about("load"),
                        rounds())
                .concat(disturbance());
    }

    /// The generator never sleeps, so what it lacks of its core went to somebody else.
    private String disturbance() {
        double least =
                measured()
                        .mapToDouble(subject -> median(subject, "/generator/core_percent"))
                        .min()
                        .orElse(100);
        return least >= UNDISTURBED
                ? ""
                : String.format(
                        Locale.ROOT,
                        " **Something else ran meanwhile: the generator had only %.0f %% of its"
                                + " core.**",
                        least);
    }

    private int rounds() {
        return Arrays.stream(Subject.values())
                .mapToInt(subject -> runs.throughput(subject, "/replies_per_s").sorted().size())
                .max()
                .orElse(0);
    }

    private String throughput() {
        return table(
                "| server | answers/s | µs CPU each | resident MB | generator busy | lost |",
                measured().map(this::throughputRow));
    }

    private String throughputRow(Subject subject) {
        return String.format(
                Locale.ROOT,
                "| %s | %,.0f | %.2f | %,.0f | %.0f %% | %s |",
                subject.title(),
                perSecond(subject),
                cpu(subject),
                median(subject, "/server/peak_mb"),
                median(subject, "/generator/busy_percent"),
                share(median(subject, "/total/lost"), median(subject, "/total/sent")));
    }

    private Stream<Subject> measured() {
        return Arrays.stream(Subject.values()).filter(this::isMeasured);
    }

    private boolean isMeasured(Subject subject) {
        return !runs.throughput(subject, "/replies_per_s").isEmpty();
    }

    private double median(Subject subject, String pointer) {
        return runs.throughput(subject, pointer).median();
    }

    private double perSecond(Subject subject) {
        return median(
                subject,
                subject.isCountedUntilSettled() ? "/settled/replies_per_s" : "/replies_per_s");
    }

    private double cpu(Subject subject) {
        var part = subject.isCountedUntilSettled() ? "/settled" : "/server";
        return median(subject, part + "/cpu_us_per_request");
    }

    private String ratios() {
        return table(
                "| ratio | by answers/s | by CPU | target |",
                TARGETS.stream()
                        .filter(target -> isMeasured(target.ours) && isMeasured(target.other))
                        .map(this::ratioRow));
    }

    private String ratioRow(Target target) {
        return String.format(
                Locale.ROOT,
                "| %s ÷ %s | %s | %s | ≥ %s |",
                target.ours.label(),
                target.other.label(),
                ratio(perSecond(target.ours) / perSecond(target.other)),
                ratio(cpu(target.other) / cpu(target.ours)),
                ratio(target.least));
    }

    private static String ratio(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.1f", value);
    }

    private String latency() {
        return table(
                "| server at a fixed rate | answers/s | p50 | p90 | p99 | p99.9 µs | µs CPU each | resident MB |",
                Arrays.stream(Subject.values())
                        .filter(subject -> !runs.latency(subject, "/rate").isEmpty())
                        .map(this::latencyRow));
    }

    private String latencyRow(Subject subject) {
        return String.format(
                Locale.ROOT,
                "| %s | %,.0f | %,.0f | %,.0f | %,.0f | %,.0f | %.2f | %,.0f |",
                subject.title(),
                runs.latency(subject, "/replies_per_s").median(),
                runs.latency(subject, "/latency_us/p50").median(),
                runs.latency(subject, "/latency_us/p90").median(),
                runs.latency(subject, "/latency_us/p99").median(),
                runs.latency(subject, "/latency_us/p999").median(),
                runs.latency(subject, "/server/cpu_us_per_request").median(),
                runs.latency(subject, "/server/peak_mb").median());
    }

    private String starts() {
        return table(
                "| exec to first answer, one core | starts | median ms | p95 ms |",
                Arrays.stream(Subject.values())
                        .filter(subject -> !runs.starts(subject).isEmpty())
                        .map(this::startRow));
    }

    private String startRow(Subject subject) {
        var starts = runs.starts(subject);
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.0f | %.0f |",
                subject.title(),
                starts.sorted().size(),
                starts.median(),
                starts.quantile(0.95));
    }

    private static String share(double part, double whole) {
        return part == 0 ? "0" : String.format(Locale.ROOT, "%.3f %%", 100 * part / whole);
    }

    private static String table(String head, Stream<String> rows) {
        var lines = rows.toList();
        if (lines.isEmpty()) {
            return "";
        }
        var rule = head.replaceAll("[^|]+", "---");
        return head + "\n" + rule + "\n" + String.join("\n", lines);
    }
}
