package io.acequia.console.prometheus;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Runs a few queries at a time and ends those that take too long; others wait for their turn, and
/// the wait counts as part of their time.
final class QuerySlots {
    private final Semaphore free;

    /// @param count how many at a time
    QuerySlots(int count) {
        free = new Semaphore(count, true);
    }

    /// What is run.
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    /// Runs something in a thread of its own and waits for it; empty when it took too long. It is
    /// interrupted then.
    <T> Optional<T> run(Duration timeout, Work<T> work) throws IOException {
        var task =
                new FutureTask<T>(() -> {
                    free.acquire();
                    try {
                        return work.run();
                    } finally {
                        free.release();
                    }
                });
        Thread.ofVirtual().name("prometheus-query").start(task);
        try {
            return Optional.of(task.get(timeout.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException tooLong) {
            task.cancel(true);
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the query was cancelled");
        } catch (ExecutionException failed) {
            throw failure(failed.getCause());
        }
    }

    private static IOException failure(@Nullable Throwable cause) {
        if (cause instanceof RuntimeException bug) {
            throw bug;
        }
        return cause instanceof IOException known ? known : new IOException(cause);
    }
}
