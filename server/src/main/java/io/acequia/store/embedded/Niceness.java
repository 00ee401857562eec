package io.acequia.store.embedded;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.ThreadFactory;

/// How much threads give way to others (nice, POSIX.1): those that load and query should not hold
/// up those that answer devices, which wake often and for a short time.
///
/// Linux keeps the value for each thread and hands it on to the threads that a thread makes, as
/// DuckDB does; other systems keep it for the whole process, so there it is left alone.
final class Niceness {
    /// For loading. A third of the share of a usual thread, when both want the processor: with much
    /// less it would fall behind a socket that is always busy.
    static final int LOADING = 5;

    /// For queries, of which there may be several, each on all processors. Together they take a
    /// twentieth of what is contended.
    static final int ASKING = 15;

    private Niceness() {}

    /// Makes the calling thread, and those that it will make, give way to usual ones.
    ///
    /// @param niceness [#LOADING] or [#ASKING], added to what the thread has; 19 is the most
    static void giveWay(int niceness) {
        if (!System.getProperty("os.name").equals("Linux")) {
            return;
        }
        try {
            int _ = (int) nice().invokeExact(niceness);
        } catch (Throwable e) {
            throw new AssertionError("a native call never throws", e);
        }
    }

    /// Returns a factory of threads like those of another one, which give way.
    ///
    /// @param niceness [#LOADING] or [#ASKING]
    static ThreadFactory givingWay(int niceness, ThreadFactory threads) {
        return task ->
                threads.newThread(() -> {
                    giveWay(niceness);
                    task.run();
                });
    }

    @SuppressWarnings("restricted") // a thread of Java has no niceness otherwise
    private static MethodHandle nice() {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("nice"),
                FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    }
}
