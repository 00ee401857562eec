package io.acequia.console;

import io.helidon.common.buffers.DataReader;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/// Reads a connection in a thread of its own, ahead of who answers its requests, so that its end is
/// noticed while an answer is being prepared.
final class ReadAhead implements AutoCloseable {
    /// That of the connection whose requests this thread answers.
    static final ScopedValue<ReadAhead> CURRENT = ScopedValue.newInstance();

    private static final byte[] END = {};

    private final DataReader source;
    private final BlockingQueue<byte[]> chunks = new ArrayBlockingQueue<>(1);
    private final Thread thread =
            Thread.ofVirtual().name("acequia-read-ahead").unstarted(this::run);

    private boolean hasEnded;
    private @Nullable Thread answering;

    /// Reads nothing before [#start].
    ReadAhead(DataReader source) {
        this.source = source;
    }

    void start() {
        thread.start();
    }

    /// Returns what has been read, to who asks in the order in which it came.
    DataReader reader() {
        return DataReader.create(this::next);
    }

    private byte @Nullable [] next() {
        try {
            var chunk = chunks.take();
            if (chunk.length > 0) {
                return chunk;
            }
            chunks.put(END); // for who asks again
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return null;
    }

    private void run() {
        try {
            readToEnd();
            tellOfEnd();
            chunks.put(END);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void readToEnd() throws InterruptedException {
        try {
            while (true) {
                source.ensureAvailable();
                chunks.put(source.readBytes(source.available()));
            }
        } catch (RuntimeException _) {
            // However it ended: there is no more.
            return;
        }
    }

    private synchronized void tellOfEnd() {
        hasEnded = true;
        if (answering != null) {
            answering.interrupt();
        }
    }

    /// Runs what may be given up half way; interrupts it when the client goes, or has gone.
    void interruptibly(Runnable answer) {
        answers(Thread.currentThread());
        try {
            answer.run();
        } finally {
            answers(null);
        }
    }

    private synchronized void answers(@Nullable Thread thread) {
        answering = thread;
        if (thread != null && hasEnded) {
            thread.interrupt();
        }
    }

    /// Ends reading, together with the connection.
    @Override
    public void close() {
        thread.interrupt();
    }
}
