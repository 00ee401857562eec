package io.acequia.cli.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/// The sequence numbers of all requests that were answered 2.xx, one a line: what a store must
/// have.
final class Ledger implements AutoCloseable {
    private static final int LONGEST_NUMBER = 20;

    private final Writer out;
    private final char[] line = new char[LONGEST_NUMBER];

    private Ledger(Writer out) {
        this.out = out;
    }

    /// Starts a ledger in a file, which loses what was in it.
    static Ledger in(Path file) throws IOException {
        return new Ledger(Files.newBufferedWriter(file));
    }

    /// A ledger that nobody keeps.
    static Ledger none() {
        return new Ledger(Writer.nullWriter());
    }

    /// Adds a sequence number, 0 or more.
    void acknowledged(long seq) {
        int at = line.length;
        line[--at] = '\n';
        long rest = seq;
        do {
            line[--at] = (char) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        try {
            out.write(line, at, line.length - at);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the ledger: " + e.getMessage(), e);
        }
    }

    /// Writes what was added so far, all of it.
    void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
