package io.acequia.store;

import java.util.regex.Pattern;

/// A place in the order of a search: newest first, and among equal times in an order of the store,
/// which never changes. An event that is stored later with the same time comes before the place or
/// after it, and moves no other.
///
/// @param timestamp microseconds since 1970
/// @param tie orders events of the same time, 0 or more
public record PagePlace(long timestamp, long tie) {
    private static final Pattern TEXT = Pattern.compile("(-?\\d{1,18})\\.(\\d{1,18})");

    /// Before every event.
    public static final PagePlace START = new PagePlace(Micros.LAST, 0);

    /// Reads what [#cursor] wrote.
    public static PagePlace of(Page.Cursor cursor) {
        var text = TEXT.matcher(cursor.text());
        if (!text.matches()) {
            throw new IllegalArgumentException("not a place in this store: " + cursor.text());
        }
        return new PagePlace(Long.parseLong(text.group(1)), Long.parseLong(text.group(2)));
    }

    /// Returns the place as text.
    public Page.Cursor cursor() {
        return new Page.Cursor(timestamp + "." + tie);
    }
}
