package io.acequia.store;

import java.util.Objects;
import java.util.regex.Pattern;

/// A place in the order of a search: newest first, and among equal times in an order of the store,
/// which never changes. An event that is stored later with the same time comes before the place or
/// after it, and moves no other.
///
/// @param timestamp microseconds since 1970
/// @param tie orders events of the same time, 0 or more
/// @param series orders events of the same tie, as text of letters, digits, `-` and `_`; empty
///   where no two have the same
public record PagePlace(long timestamp, long tie, String series) {
    private static final Pattern TEXT =
            Pattern.compile("(-?\\d{1,18})\\.(\\d{1,18})(?:\\.([\\w-]{1,40}))?");

    /// Before every event.
    public static final PagePlace START = new PagePlace(Micros.LAST, 0, "");

    /// Reads what [#cursor] wrote.
    public static PagePlace of(Page.Cursor cursor) {
        var text = TEXT.matcher(cursor.text());
        if (!text.matches()) {
            throw new IllegalArgumentException("not a place in this store: " + cursor.text());
        }
        return new PagePlace(
                Long.parseLong(text.group(1)),
                Long.parseLong(text.group(2)),
                Objects.requireNonNullElse(text.group(3), ""));
    }

    /// Returns the place as text.
    public Page.Cursor cursor() {
        var rest = series.isEmpty() ? "" : "." + series;
        return new Page.Cursor(timestamp + "." + tie + rest);
    }
}
