package io.acequia.store.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// A file of the file system.
final class ChannelFile implements SegmentFile {
    private final FileChannel channel;

    /// Where the channel writes next; spares asking it before each write.
    private long position;

    ChannelFile(FileChannel channel) {
        this.channel = channel;
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public int read(ByteBuffer target, long from) throws IOException {
        return channel.read(target, from);
    }

    @Override
    public long write(long to, ByteBuffer[] sources, int from, int count) throws IOException {
        if (to != position) {
            channel.position(to);
        }
        long written = channel.write(sources, from, count);
        position = to + written;
        return written;
    }

    @Override
    public void truncate(long size) throws IOException {
        channel.truncate(size);
        position = channel.position();
    }

    @Override
    public void force() throws IOException {
        // Without the times of the file; a length that changed is forced nevertheless.
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
