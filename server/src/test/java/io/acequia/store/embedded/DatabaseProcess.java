package io.acequia.store.embedded;

import io.acequia.store.Micros;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// A process of its own that uses a database, so that it can be killed or held back.
///
/// Each load has the sequence as hour of its events, and its number of events follows from it: so
/// what is missing or too much can be told.
final class DatabaseProcess {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /// Small, so that the database makes checkpoints of its own all the time.
    static final DatabaseSettings SMALL = new DatabaseSettings(64 << 20, 2, 1 << 30, 2, 1 << 20);

    private DatabaseProcess() {}

    /// Starts the process.
    ///
    /// @param task a name of [#main]
    /// @param options of the Java machine
    static Process start(String task, Path directory, String... options) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-Xmx96m", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(DatabaseProcess.class.getName(), task, directory.toString()));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    /// Runs a task on the database of a directory: `load` without end, `hold` it open until the
    /// input ends, or just `open` it; says what went wrong in doing so.
    public static void main(String[] arguments) throws IOException {
        try (var database =
                DuckDatabase.open(Path.of(arguments[1]), SMALL, InstantSource.system())) {
            System.out.println("open");
            if (arguments[0].equals("load")) {
                load(database);
            } else if (arguments[0].equals("hold")) {
                System.in.read();
            }
        } catch (IOException refused) {
            System.out.println(refused.getMessage());
        }
    }

    private static void load(DuckDatabase database) throws IOException {
        while (true) {
            long sequence = database.position() + 1;
            load(database, sequence);
            System.out.println(sequence);
            if (sequence % 50 == 0) {
                database.checkpoint();
            }
        }
    }

    private static void load(DuckDatabase database, long sequence) throws IOException {
        var times = new Times().at(Micros.of(START.plus(Duration.ofHours(sequence))));
        var visitor = database.begin();
        visitor.series(new Series((int) sequence, "n", "s", "o" + sequence, "t", null));
        for (int row = 0; row < rows(sequence); row++) {
            if (row % 5 == 0) {
                visitor.text((int) sequence, times, "row " + row);
            } else {
                visitor.number((int) sequence, times, row / 10.0);
            }
        }
        database.commit(sequence);
    }

    /// Returns how many events a load has.
    static int rows(long sequence) {
        return 1 + (int) (sequence * 7_919 % 5_000);
    }
}
