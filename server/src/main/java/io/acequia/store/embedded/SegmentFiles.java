package io.acequia.store.embedded;

import java.io.IOException;
import java.util.List;

/// The files of one directory of the store.
interface SegmentFiles {
    /// Makes an empty file, or empties the one with this name, for reading and writing.
    SegmentFile create(String name) throws IOException;

    /// Opens a file for reading and writing.
    SegmentFile open(String name) throws IOException;

    /// Returns the names of all files, sorted.
    List<String> names() throws IOException;

    /// Removes a file if there is one with this name.
    void delete(String name) throws IOException;

    /// Returns when all files that were created and deleted are so on disk.
    void force() throws IOException;

    /// Returns where a file is, for messages.
    String path(String name);
}
