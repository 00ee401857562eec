package io.acequia.store.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.CRC32C;

/// The first bytes of a file of frames, little-endian:
///
/// ```text
///  0               8               16              24      28      32
/// +---------------+---------------+---------------+-------+-------+
/// | "ACEQUIA\n"   | secret        | first         |version|CRC-32C|
/// +---------------+---------------+---------------+-------+-------+
/// ```
///
/// @param version of the format, 1
/// @param secret of the data directory: files of different ones do not mix
/// @param first sequence of the first frame
record SegmentHeader(int version, long secret, long first) {
    /// Bytes of a header.
    static final int LENGTH = 32;

    /// The format that is written, and the newest that is read.
    static final int VERSION = 1;

    private static final long MAGIC = 0x0a41_4955_5145_4341L;
    private static final int CHECKSUM = 28;

    /// Returns the bytes, ready to be written.
    ByteBuffer encode() {
        var bytes = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(MAGIC).putLong(secret).putLong(first).putInt(version);
        return bytes.putInt(checksum(bytes)).flip();
    }

    /// Reads the header of a file; empty when the file does not start with a whole one.
    static Optional<SegmentHeader> read(SegmentFile file) throws IOException {
        var bytes = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        int count = 0;
        while (bytes.hasRemaining() && count >= 0) {
            count = file.read(bytes, bytes.position());
        }
        return bytes.hasRemaining() ? Optional.empty() : decode(bytes.flip());
    }

    private static Optional<SegmentHeader> decode(ByteBuffer bytes) {
        if (bytes.getLong(0) != MAGIC || bytes.getInt(CHECKSUM) != checksum(bytes)) {
            return Optional.empty();
        }
        return Optional.of(
                new SegmentHeader(bytes.getInt(24), bytes.getLong(8), bytes.getLong(16)));
    }

    private static int checksum(ByteBuffer bytes) {
        var crc = new CRC32C();
        crc.update(bytes.slice(0, CHECKSUM));
        return (int) crc.getValue();
    }
}
