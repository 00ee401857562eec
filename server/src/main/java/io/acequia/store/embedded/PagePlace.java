package io.acequia.store.embedded;

import io.acequia.store.Page;
import java.util.regex.Pattern;

/// A place in the order of a search: newest first, and among equal times in the order of rows,
/// which never changes. An event that is stored later with the same time comes before the place or
/// after it, and moves no other.
///
/// @param timestamp microseconds since 1970
/// @param tie number of the row among those of its day
record PagePlace(long timestamp, long tie) {
    private static final Pattern TEXT = Pattern.compile("(-?\\d{1,18})\\.(\\d{1,18})");

    /// Before every event.
    static final PagePlace START = new PagePlace(Micros.LAST, 0);

    /// Reads what [#cursor] wrote.
    static PagePlace of(Page.Cursor cursor) {
        var text = TEXT.matcher(cursor.text());
        if (!text.matches()) {
            throw new IllegalArgumentException("not a place in this store: " + cursor.text());
        }
        return new PagePlace(Long.parseLong(text.group(1)), Long.parseLong(text.group(2)));
    }

    /// Returns the place as text.
    Page.Cursor cursor() {
        return new Page.Cursor(timestamp + "." + tie);
    }
}
