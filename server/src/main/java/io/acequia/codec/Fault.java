package io.acequia.codec;

/// Why a body is refused, and where: first what is wrong, then the field that is to blame for it.
///
/// All methods return [#FAILED], so that a reader can `return fault.at(…)`.
final class Fault {
    /// What a step returns instead of the index where it ends.
    static final int FAILED = -1;

    private static final int NO_EVENT = -1;

    private String what = "";
    private String field = "";
    private int position;
    private boolean isPlaced;

    /// Forgets what was wrong with the last body.
    void clear() {
        field = "";
        isPlaced = false;
    }

    /// Something is wrong at a position; whoever knows the field adds it by [#blame].
    int at(int offset, String problem) {
        what = problem;
        position = offset;
        return FAILED;
    }

    /// The text is broken between fields, so that only the position means something to a reader.
    int between(int offset, String problem) {
        isPlaced = true;
        return at(offset, problem);
    }

    /// Names the field in which it happened, "" for an unknown one; the innermost one counts.
    int blame(String path) {
        if (!isPlaced) {
            field = path;
            isPlaced = true;
        }
        return FAILED;
    }

    /// A field is not there.
    int missing(String path) {
        what = "missing";
        return blame(path);
    }

    /// Returns the reason to tell the sender of a single event.
    String reason() {
        return reason(NO_EVENT);
    }

    /// Returns the reason to tell the sender of an array of events.
    ///
    /// @param event index of the event in the array
    String reason(int event) {
        String place = field.isEmpty() ? "byte " + position : field;
        if (event == NO_EVENT) {
            return place + ": " + what;
        }
        return "events[" + event + "]" + (field.isEmpty() ? ": " : ".") + place + ": " + what;
    }
}
