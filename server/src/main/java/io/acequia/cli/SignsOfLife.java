package io.acequia.cli;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Closes a stream on which nothing has come for too long: a connection whose other end has
/// vanished looks like one that is only quiet.
final class SignsOfLife implements AutoCloseable {
    private final InputStream stream;
    private final long silence;
    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().daemon().name("signs-of-life").factory());

    /// Written by the thread that reads, read by the timer.
    private volatile long last = System.nanoTime();

    SignsOfLife(InputStream stream, Duration silence) {
        this.stream = stream;
        this.silence = silence.toNanos();
        var _ =
                timer.scheduleWithFixedDelay(
                        this::check, this.silence / 4, this.silence / 4, TimeUnit.NANOSECONDS);
    }

    /// Says that something has come.
    void sign() {
        last = System.nanoTime();
    }

    private void check() {
        if (System.nanoTime() - last > silence) {
            closeStream();
        }
    }

    private void closeStream() {
        try {
            stream.close();
        } catch (IOException _) {
            // It is closed all the same.
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        closeStream();
    }
}
