package io.acequia.cli.bench;

import java.io.PrintStream;
import java.util.Locale;

/// A bar on a terminal that says how far a run has come, how fast it goes and how it fares:
///
/// ```
/// [=========>          ]  45 %   12,345/s   p99 3.20 ms   lost 0
/// ```
final class ProgressBar implements Progress {
    private static final int WIDTH = 30;
    private static final long EVERY = 250_000_000;
    private static final String ERASE = "\r\033[K";

    private final PrintStream terminal;
    private long drawnAt;
    private long answersThen;
    private boolean drawn;

    ProgressBar(PrintStream terminal) {
        this.terminal = terminal;
    }

    @Override
    public void at(double share, long nanos, Figures figures) {
        if (drawn && nanos - drawnAt < EVERY) {
            return;
        }
        double seconds = (nanos - drawnAt) / 1e9;
        double rate = drawn ? (figures.answers() - answersThen) / seconds : 0;
        terminal.print(ERASE + line(share, rate, figures));
        terminal.flush();
        drawn = true;
        drawnAt = nanos;
        answersThen = figures.answers();
    }

    /// Leaves the line as it was before.
    void erase() {
        if (drawn) {
            terminal.print(ERASE);
            terminal.flush();
        }
    }

    private static String line(double share, double rate, Figures figures) {
        int full = (int) (Math.clamp(share, 0.0, 1.0) * WIDTH);
        var bar = "=".repeat(full) + (full < WIDTH ? ">" + " ".repeat(WIDTH - full - 1) : "");
        return String.format(
                Locale.ROOT,
                "[%s] %3.0f %%   %,.0f/s   p99 %s   lost %,d",
                bar,
                share * 100,
                rate,
                Summary.time(figures.percentile(99)),
                figures.losses());
    }
}
