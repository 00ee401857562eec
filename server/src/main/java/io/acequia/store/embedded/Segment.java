package io.acequia.store.embedded;

import java.util.HexFormat;
import java.util.OptionalLong;

/// A segment of the log: a file of frames, named by the sequence of its first frame. It ends where
/// the next segment begins, whatever else its file holds; the last one ends at its durable length.
final class Segment {
    private static final String SUFFIX = ".wal";
    private static final int DIGITS = 16;

    private final long first;
    private final long base;

    /// Bytes of the file that are on disk for sure. Written by the thread that writes the log, read
    /// by those that read it.
    private volatile long durableLength = SegmentHeader.LENGTH;

    /// When the newest request in it arrived, microseconds since 1970; written and read as above.
    private volatile long newest = Long.MIN_VALUE;

    /// @param first sequence of the first frame
    /// @param base bytes of frames in all segments before
    Segment(long first, long base) {
        this.first = first;
        this.base = base;
    }

    /// Returns the sequence in a file name, empty when this is not the name of a segment.
    static OptionalLong first(String name) {
        if (!name.endsWith(SUFFIX) || name.length() != DIGITS + SUFFIX.length()) {
            return OptionalLong.empty();
        }
        for (int i = 0; i < DIGITS; i++) {
            if (!HexFormat.isHexDigit(name.charAt(i)) || Character.isUpperCase(name.charAt(i))) {
                return OptionalLong.empty();
            }
        }
        return OptionalLong.of(HexFormat.fromHexDigitsToLong(name, 0, DIGITS));
    }

    /// Returns the name of the segment that starts with a sequence.
    static String name(long first) {
        return HexFormat.of().toHexDigits(first) + SUFFIX;
    }

    String name() {
        return name(first);
    }

    long first() {
        return first;
    }

    long durableLength() {
        return durableLength;
    }

    /// Returns the bytes of frames in all segments up to `length` in this one.
    long offset(long length) {
        return base + length - SegmentHeader.LENGTH;
    }

    long newest() {
        return newest;
    }

    /// Says that frames up to `length` are durable, whose newest request arrived at `received`.
    void extend(long length, long received) {
        newest = Math.max(newest, received);
        durableLength = length;
    }
}
