package io.acequia.store.embedded;

import java.io.IOException;

/// Decides whether a file of frames belongs here.
final class HeaderCheck {
    private HeaderCheck() {}

    /// Returns whether a file has a whole header; refuses the header of another data directory or
    /// of a newer version.
    ///
    /// @param path of the file, for messages
    static boolean isWhole(SegmentFile file, String path, long secret, long first)
            throws IOException {
        var read = SegmentHeader.read(file);
        if (read.isEmpty()) {
            return false;
        }
        var header = read.get();
        if (header.version() > SegmentHeader.VERSION) {
            throw new StoreException(
                    "%s has format %d, this version reads up to %d: use a newer version of acequia"
                            .formatted(path, header.version(), SegmentHeader.VERSION));
        }
        if (header.secret() != secret || header.first() != first) {
            throw new StoreException(
                    path + " belongs to another data directory or has been renamed: move it away");
        }
        return true;
    }
}
