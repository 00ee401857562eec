package io.acequia.store.embedded;

/// Waiting for threads to end.
final class Threads {
    private Threads() {}

    /// Returns when a thread has ended, even if the caller is interrupted meanwhile: the interrupt
    /// is kept for later.
    static void join(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
