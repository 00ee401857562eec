package io.acequia.cli;

import io.acequia.store.copy.CopyFigures;
import io.acequia.store.copy.CopyWitness;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Says how far a copy has come, on a terminal in one line that changes every second, else in a
/// line every ten seconds.
///
/// ```text
/// 1,230,000 of 10,000,000 events (12 %), 1,200,000 copied, 85,300/s, 0:01:42 left, at 2026-11-21T…
/// ```
final class CopyProgress implements CopyWitness {
    private static final long AT_TERMINAL = TimeUnit.SECONDS.toNanos(1);
    private static final long ELSEWHERE = TimeUnit.SECONDS.toNanos(10);
    private static final String ERASE = "\r\033[K";

    private final PrintWriter err;
    private final boolean atTerminal;
    private final String target;
    private final LongSupplier ticks;
    private final long began;
    private long nextLine;

    /// @param target its name
    /// @param ticks nanoseconds of a clock that never jumps
    CopyProgress(PrintWriter err, boolean atTerminal, String target, LongSupplier ticks) {
        this.err = err;
        this.atTerminal = atTerminal;
        this.target = target;
        this.ticks = ticks;
        began = ticks.getAsLong();
        nextLine = began + every();
    }

    // JDK 25 returns null again when there is no terminal, which the check does not know yet.
    @SuppressWarnings("SystemConsoleNull")
    static boolean isAtTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    private long every() {
        return atTerminal ? AT_TERMINAL : ELSEWHERE;
    }

    @Override
    public void at(CopyFigures figures) {
        say(() -> line(figures));
    }

    @Override
    public void waits(Duration waited, Duration limit) {
        say(() ->
                "%s has taken no event for %d s; waiting for up to %d s"
                        .formatted(target, waited.toSeconds(), limit.toSeconds()));
    }

    private void say(Supplier<String> line) {
        long now = ticks.getAsLong();
        if (now - nextLine < 0) {
            return;
        }
        nextLine = now + every();
        if (atTerminal) {
            err.print(ERASE + line.get());
        } else {
            err.println(line.get());
        }
        err.flush();
    }

    /// Takes the line from the terminal.
    void erase() {
        if (atTerminal) {
            err.print(ERASE);
            err.flush();
        }
    }

    private String line(CopyFigures figures) {
        double share = figures.total() == 0 ? 1 : (double) figures.seen() / figures.total();
        double rate = figures.seen() / seconds();
        double left = Math.max(0, figures.total() - figures.seen()) / Math.max(rate, 1e-3);
        return String.format(
                Locale.ROOT,
                "%,d of %,d events (%.0f %%), %,d copied, %,.0f/s, %s left, at %s",
                figures.seen(),
                figures.total(),
                100 * Math.min(1, share),
                figures.copied(),
                rate,
                clock((long) left),
                figures.reached());
    }

    /// Returns what was done, in one line.
    String summary(CopyFigures figures, String what) {
        return String.format(
                Locale.ROOT,
                "%s: %,d events copied, %,d there already, %,d refused, in %.1f s (%,.0f/s)",
                what,
                figures.copied(),
                figures.there(),
                figures.rejected(),
                seconds(),
                figures.seen() / seconds());
    }

    private double seconds() {
        return Math.max(1e-3, (ticks.getAsLong() - began) / 1e9);
    }

    private static String clock(long seconds) {
        return "%d:%02d:%02d".formatted(seconds / 3_600, seconds / 60 % 60, seconds % 60);
    }
}
