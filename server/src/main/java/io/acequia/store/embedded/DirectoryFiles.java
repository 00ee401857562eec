package io.acequia.store.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// The files of a directory of the file system.
record DirectoryFiles(Path directory) implements SegmentFiles {
    /// Makes the directory unless it exists.
    static DirectoryFiles in(Path directory) throws IOException {
        Files.createDirectories(directory);
        return new DirectoryFiles(directory);
    }

    @Override
    public SegmentFile create(String name) throws IOException {
        return new ChannelFile(
                FileChannel.open(
                        directory.resolve(name),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE));
    }

    @Override
    public SegmentFile open(String name) throws IOException {
        return new ChannelFile(
                FileChannel.open(
                        directory.resolve(name),
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE));
    }

    @Override
    public List<String> names() throws IOException {
        try (var paths = Files.list(directory)) {
            return paths.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Override
    public void delete(String name) throws IOException {
        Files.deleteIfExists(directory.resolve(name));
    }

    @Override
    public void force() throws IOException {
        force(directory);
    }

    /// Forces the entries of a directory. Windows cannot open one, and keeps its entries by itself.
    static void force(Path directory) throws IOException {
        if (File.separatorChar == '/') {
            try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    @Override
    public String path(String name) {
        return directory.resolve(name).toString();
    }
}
