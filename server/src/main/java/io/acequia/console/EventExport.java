package io.acequia.console;

import io.acequia.event.Event;
import io.acequia.event.Value;
import io.acequia.store.EventReader;
import io.acequia.store.Filter;
import io.acequia.store.Page;
import io.acequia.store.Search;
import io.acequia.store.TimeRange;
import java.io.IOException;
import java.io.Writer;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes all events that a search finds, newest first, a page at a time: memory does not grow with
/// their number, and it ends when the other side goes.
///
/// What devices sent is not changed, only quoted: a spreadsheet must be told not to take text for
/// formulas.
record EventExport(EventReader store, Filter filter, TimeRange range, int limit, Format format)
        implements Answer.Text {
    private static final int PAGE = 5_000;
    private static final String SPECIAL = ",\"\r\n";
    private static final String HEADING =
            "timestamp,received,namespace,sender,origin,type,value,unit,time_source\r\n";

    /// What a line looks like.
    enum Format {
        /// Comma-separated values with a heading (RFC 4180).
        CSV("text/csv; charset=utf-8; header=present"),

        /// A JSON object in each line, as in an answer of `/api/v1/events`.
        JSONL("application/jsonl");

        private final String contentType;

        Format(String contentType) {
            this.contentType = contentType;
        }

        String contentType() {
            return contentType;
        }

        String extension() {
            return this == CSV ? "csv" : "jsonl";
        }
    }

    @Override
    public void write(Writer out) throws IOException {
        if (format == Format.CSV) {
            out.write(HEADING);
        }
        int left = limit;
        Page.@Nullable Cursor after = null;
        do {
            var page = store.search(new Search(filter, range, Math.min(PAGE, left), after));
            for (var event : page.events()) {
                write(event, out);
            }
            left -= page.events().size();
            after = page.next();
        } while (after != null && left > 0);
    }

    private void write(Event event, Writer out) throws IOException {
        switch (format) {
            case CSV -> csv(event, out);
            case JSONL -> {
                EventJson.write(event, new JsonWriter(out));
                out.write('\n');
            }
        }
    }

    private static void csv(Event event, Writer out) throws IOException {
        var unit = event.unit();
        var cells =
                List.of(
                        event.timestamp().toString(),
                        event.received().toString(),
                        event.namespace(),
                        event.sender(),
                        event.origin(),
                        event.type(),
                        text(event.value()),
                        unit == null ? "" : unit,
                        event.timeSource().label());
        for (int i = 0; i < cells.size(); i++) {
            out.write(i == 0 ? "" : ",");
            out.write(quoted(cells.get(i)));
        }
        out.write("\r\n");
    }

    private static String text(Value value) {
        return switch (value) {
            case Value.Numeric(var number) -> JsonWriter.text(number);
            case Value.Text(var text) -> text;
            case Value.Truth(var truth) -> Boolean.toString(truth);
            case Value.Data data -> Base64.getEncoder().encodeToString(data.bytes());
        };
    }

    private static String quoted(String text) {
        boolean isPlain = text.chars().noneMatch(character -> SPECIAL.indexOf(character) >= 0);
        return isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
