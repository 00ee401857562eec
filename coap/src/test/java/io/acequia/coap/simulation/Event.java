package io.acequia.coap.simulation;

import io.acequia.coap.message.Bytes;
import java.util.zip.CRC32;

/// An event of a device, with a checksum by which a store knows a damaged one.
///
/// @param id unique in a run, -1 for what is no event
/// @param value anything
record Event(long id, long value) {
    private static final Event DAMAGED = new Event(-1, 0);

    /// Writes the event as `id,value,checksum`.
    Bytes payload() {
        return Bytes.utf8(id + "," + value + "," + checksum());
    }

    private long checksum() {
        var crc = new CRC32();
        crc.update(Bytes.utf8(id + "," + value).toArray());
        return crc.getValue();
    }

    /// Says whether this is an event at all.
    boolean isWhole() {
        return id >= 0;
    }

    /// Reads an event; what is damaged has the id -1.
    static Event parse(Bytes payload) {
        var text = payload.utf8();
        if (!text.matches("[0-9]{1,9},[0-9]{1,9},[0-9]{1,10}")) {
            return DAMAGED;
        }
        int first = text.indexOf(',');
        int second = text.indexOf(',', first + 1);
        var event =
                new Event(
                        Long.parseLong(text.substring(0, first)),
                        Long.parseLong(text.substring(first + 1, second)));
        boolean isWhole = event.payload().equals(payload);
        return isWhole ? event : DAMAGED;
    }
}
