package io.acequia.store.opensearch;

import static io.acequia.store.opensearch.DocumentText.ascii;

import io.acequia.event.EventBuffer;
import io.acequia.store.SeriesHash;
import io.acequia.store.SeriesKey;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What the documents of a series have in common, written once for each series and found again
/// without allocation. Confined to one thread.
final class DocumentSeries {
    private static final int SLOTS = 1 << 17;
    private static final byte[][] NAMES = {
        ascii("{\"namespace\":\""),
        ascii("\",\"sender\":\""),
        ascii("\",\"origin\":\""),
        ascii("\",\"payload\":{\"type\":\""),
        ascii("\",\"unit\":\"")
    };
    private static final byte[] END = ascii("\",");
    private static final byte[] SERIES = ascii("\"series\":\"");
    private static final byte[] ARRIVAL = ascii("\",\"arrival\":");

    private final SeriesHash hash;
    private final DocumentText text = new DocumentText(1_024);

    /// Each series has one place; a newer one takes the place of an older one.
    private final @Nullable Entry[] entries = new @Nullable Entry[SLOTS];

    DocumentSeries(SeriesHash hash) {
        this.hash = hash;
    }

    /// The texts of one series.
    static final class Entry {
        private final byte[] key;

        /// Hash of the series by the secret.
        final long hash;

        /// From the start of a document to the name of the value.
        final byte[] head;

        /// From behind the times to the number of arrival.
        final byte[] tail;

        final String namespace;

        private Entry(byte[] key, long hash, byte[] head, byte[] tail) {
            this.key = key;
            this.hash = hash;
            this.head = head;
            this.tail = tail;
            this.namespace = SeriesKey.name(key, 0).namespace();
        }
    }

    /// Returns the texts for an event.
    Entry of(EventBuffer events, int event) {
        long found = hash.of(events, event);
        int slot = (int) found & (SLOTS - 1);
        var entry = entries[slot];
        if (entry == null
                || entry.hash != found
                || !SeriesKey.matches(entry.key, 0, events, event)) {
            entry = make(events, event, found);
            entries[slot] = entry;
        }
        return entry;
    }

    private Entry make(EventBuffer events, int event, long found) {
        byte[] key = new byte[SeriesKey.length(events, event)];
        SeriesKey.write(events, event, key, 0);
        text.clear();
        for (int column = 0; column < SeriesKey.COLUMNS; column++) {
            int length = events.keywordLength(event, column);
            if (length >= 0) {
                text.add(NAMES[column]);
                text.escaped(events.bytes(), events.keywordFrom(event, column), length);
            }
        }
        byte[] head = copy(text.add(END));
        text.clear();
        text.add(SERIES).base64(id(key)).add(ARRIVAL);
        return new Entry(key, found, head, copy(text));
    }

    private static byte[] copy(DocumentText text) {
        return Arrays.copyOf(text.bytes(), text.length());
    }

    /// Returns the number of a series, the same everywhere and at all times.
    ///
    /// @param key as [SeriesKey] encodes it
    static long id(byte[] key) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(key)).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
