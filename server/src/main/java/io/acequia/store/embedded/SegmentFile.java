package io.acequia.store.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;

/// An open file of the store: exactly the operations whose failures and power cuts the tests
/// simulate. Used by one thread.
interface SegmentFile extends AutoCloseable {
    /// Returns the length in bytes.
    long size() throws IOException;

    /// Reads from `position` and returns how many bytes, -1 at the end of the file.
    int read(ByteBuffer target, long position) throws IOException;

    /// Writes `count` buffers, the first of them `sources[from]`, to `position` and returns how
    /// many bytes that was; it may be fewer than there are.
    long write(long position, ByteBuffer[] sources, int from, int count) throws IOException;

    /// Cuts the file to `size` bytes.
    void truncate(long size) throws IOException;

    /// Returns when what was written is on disk. After a failure nothing is known of what was
    /// written since the force before, and a later force that works says nothing about it.
    void force() throws IOException;

    @Override
    void close() throws IOException;
}
