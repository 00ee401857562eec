package io.acequia.store.embedded;

import io.acequia.store.embedded.SimulatedDisk.Operation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

/// The files of a directory of a [SimulatedDisk].
final class SimulatedFiles implements SegmentFiles {
    private final SimulatedDisk disk;
    private final String name;
    private final TreeMap<String, SimulatedContent> entries = new TreeMap<>();
    private final TreeMap<String, SimulatedContent> forced = new TreeMap<>();

    SimulatedFiles(SimulatedDisk disk, String name) {
        this.disk = disk;
        this.name = name;
    }

    @Override
    public SegmentFile create(String file) throws IOException {
        disk.perform(Operation.CREATE);
        var content = entries.computeIfAbsent(file, _ -> new SimulatedContent());
        content.truncate(0);
        return new Handle(content);
    }

    @Override
    public SegmentFile open(String file) throws IOException {
        disk.perform(Operation.OPEN);
        var content = entries.get(file);
        if (content == null) {
            throw new NoSuchFileException(file);
        }
        return new Handle(content);
    }

    @Override
    public List<String> names() throws IOException {
        disk.perform(Operation.LIST);
        return List.copyOf(entries.keySet());
    }

    @Override
    public void delete(String file) throws IOException {
        disk.perform(Operation.DELETE);
        entries.remove(file);
    }

    @Override
    public void force() throws IOException {
        disk.perform(Operation.FORCE_DIRECTORY);
        forced.clear();
        forced.putAll(entries);
    }

    @Override
    public String path(String file) {
        return name + "/" + file;
    }

    /// The bytes of a file, which the test may change behind the back of the store.
    byte[] bytes(String file) {
        return Objects.requireNonNull(entries.get(file)).bytes();
    }

    /// Puts a file there for good.
    void put(String file, byte[] bytes) {
        var content = new SimulatedContent(bytes);
        entries.put(file, content);
        forced.put(file, content);
    }

    void remove(String file) {
        entries.remove(file);
        forced.remove(file);
    }

    List<String> files() {
        return List.copyOf(entries.keySet());
    }

    long used() {
        return entries.values().stream().mapToLong(content -> content.bytes().length).sum();
    }

    SimulatedFiles afterPowerCut(SimulatedDisk other, Random random) {
        var files = new SimulatedFiles(other, name);
        var names = new TreeMap<>(forced);
        names.putAll(entries);
        for (var file : names.keySet()) {
            var before = forced.get(file);
            var after = entries.get(file);
            var survivor = before == after || random.nextBoolean() ? after : before;
            if (survivor != null) {
                files.put(file, survivor.afterPowerCut(random));
            }
        }
        return files;
    }

    SimulatedFiles afterKill(SimulatedDisk other) {
        var files = new SimulatedFiles(other, name);
        var copies = new IdentityHashMap<SimulatedContent, SimulatedContent>();
        entries.forEach((file, content) ->
                files.entries.put(file, copies.computeIfAbsent(content, SimulatedContent::copy)));
        forced.forEach((file, content) ->
                files.forced.put(file, copies.computeIfAbsent(content, SimulatedContent::copy)));
        return files;
    }

    private final class Handle implements SegmentFile {
        private final SimulatedContent content;

        Handle(SimulatedContent content) {
            this.content = content;
        }

        @Override
        public long size() {
            return content.bytes().length;
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            disk.perform(Operation.READ);
            byte[] bytes = content.bytes();
            int count = (int) Math.min(target.remaining(), bytes.length - position);
            if (count <= 0) {
                return -1;
            }
            target.put(bytes, (int) position, count);
            return count;
        }

        @Override
        public long write(long position, ByteBuffer[] sources, int from, int count)
                throws IOException {
            disk.perform(Operation.WRITE);
            int bytes = 0;
            for (int i = from; i < from + count; i++) {
                bytes += sources[i].remaining();
            }
            long growth = position + bytes - content.bytes().length;
            int writable = disk.writable(bytes, growth);
            byte[] data = new byte[writable];
            for (int i = from, at = 0; at < writable; i++) {
                int part = Math.min(writable - at, sources[i].remaining());
                sources[i].get(data, at, part);
                at += part;
            }
            content.write((int) position, data);
            return writable;
        }

        @Override
        public void truncate(long size) throws IOException {
            disk.perform(Operation.TRUNCATE);
            if (size < content.bytes().length) {
                content.truncate((int) size);
            }
        }

        @Override
        public void force() throws IOException {
            try {
                disk.perform(Operation.FORCE);
            } catch (IOException e) {
                content.doubt();
                throw e;
            }
            content.force();
        }

        @Override
        public void close() {}
    }
}
