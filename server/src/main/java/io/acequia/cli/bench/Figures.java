package io.acequia.cli.bench;

import org.HdrHistogram.Histogram;

/// What a run counts. All but late and refused datagrams concern the requests that were due after
/// the warm-up.
final class Figures {
    private static final long LONGEST = 3_600_000_000_000L;
    private static final int DIGITS = 3;

    private final long[] codes = new long[256];
    private final Histogram latency = new Histogram(LONGEST, DIGITS);
    private long sent;
    private long answered;
    private long lost;
    private long reset;
    private long repeated;
    private long late;
    private long refused;

    /// Counts a request.
    void sent() {
        sent++;
    }

    /// Counts an answer with its code, `nanos` after its request was due.
    void answered(int code, long nanos) {
        answered++;
        codes[code]++;
        latency.recordValue(Math.clamp(nanos, 0, LONGEST));
    }

    /// Counts a request that nobody answered in time.
    void lost() {
        lost++;
    }

    /// Counts a request that was refused by an RST.
    void reset() {
        reset++;
    }

    /// Counts a request that was sent again.
    void repeated() {
        repeated++;
    }

    /// Counts a datagram that belongs to no waiting request.
    void late() {
        late++;
    }

    /// Counts a datagram that the network refused.
    void refused() {
        refused++;
    }

    /// Returns how many requests were answered.
    long answers() {
        return answered;
    }

    /// Returns how many requests were not answered in time.
    long losses() {
        return lost;
    }

    /// Returns the time that a share of the answers took at most; microseconds.
    double percentile(double percent) {
        return latency.getTotalCount() == 0 ? 0 : latency.getValueAtPercentile(percent) / 1e3;
    }

    /// Sums up a run whose figures were taken for `seconds` and that left requests `unsent`.
    Summary over(double seconds, long unsent) {
        return Summary.of(
                seconds,
                new Summary.Requests(sent, unsent, answered, lost, reset, repeated, late, refused),
                codes,
                new Summary.Latency(
                        percentile(50),
                        percentile(90),
                        percentile(99),
                        percentile(99.9),
                        percentile(100)));
    }
}
