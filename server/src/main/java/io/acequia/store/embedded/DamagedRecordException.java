package io.acequia.store.embedded;

/// Says that bytes which are as they were written are nevertheless no records.
final class DamagedRecordException extends Exception {
    /// @param position of the record in the payload of its frame, bytes
    DamagedRecordException(String what, int position) {
        super(what + " at byte " + position + " of the frame");
    }
}
