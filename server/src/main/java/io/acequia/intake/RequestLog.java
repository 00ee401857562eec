package io.acequia.intake;

import io.acequia.settings.LogSettings;
import java.io.Closeable;
import java.io.PrintStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.LongSupplier;

/// The log of requests: lines come from the transport threads, which never wait for it, and one
/// thread writes them.
public final class RequestLog implements Closeable {
    private static final int QUEUE = 8_192;

    private final LogSettings settings;
    private final PrintStream out;
    private final LongSupplier ticks;
    private final ArrayBlockingQueue<String> lines = new ArrayBlockingQueue<>(QUEUE);
    private final Thread thread;

    private RequestLog(LogSettings settings, PrintStream out, LongSupplier ticks) {
        this.settings = settings;
        this.out = out;
        this.ticks = ticks;
        thread = Thread.ofPlatform().daemon().name("request-log").unstarted(this::write);
    }

    /// Starts the thread that writes.
    ///
    /// @param ticks monotonic nanoseconds
    public static RequestLog start(LogSettings settings, PrintStream out, LongSupplier ticks) {
        var log = new RequestLog(settings, out, ticks);
        log.thread.start();
        return log;
    }

    /// Returns a way into the log for one transport thread.
    RequestLines lines() {
        return new RequestLines(settings.requests(), settings.format(), ticks, lines::offer);
    }

    private void write() {
        try {
            while (true) {
                out.println(lines.take());
                if (lines.isEmpty()) {
                    out.flush();
                }
            }
        } catch (InterruptedException e) {
            for (var line = lines.poll(); line != null; line = lines.poll()) {
                out.println(line);
            }
            out.flush();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
