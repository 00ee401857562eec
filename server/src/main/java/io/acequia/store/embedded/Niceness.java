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
    /// A third of the share of a usual thread, when both want the processor: with much less,
    /// loading would fall behind a socket that is always busy.
    private static final int BACKGROUND = 5;

    private Niceness() {}

    /// Makes the calling thread, and those that it will make, give way to usual ones.
    static void giveWay() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return;
        }
        try {
            int _ = (int) nice().invokeExact(BACKGROUND);
        } catch (Throwable e) {
            throw new AssertionError("a native call never throws", e);
        }
    }

    /// Returns a factory of threads like those of another one, which give way.
    static ThreadFactory givingWay(ThreadFactory threads) {
        return task ->
                threads.newThread(() -> {
                    giveWay();
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
