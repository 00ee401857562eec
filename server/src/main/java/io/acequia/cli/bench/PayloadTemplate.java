package io.acequia.cli.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The payload of a request: text with the fields `{seq}`, `{device}` and `{time}` (Unix
/// milliseconds). Writing it allocates nothing.
final class PayloadTemplate {
    /// The event of a device whose value is different for every request of a run.
    static final String EVENT =
            "{\"namespace\":\"default\",\"sender\":\"device{device}\",\"origin\":\"device{device}\","
                    + "\"payload\":{\"type\":\"temperature\",\"value\":{seq}},\"timestamp\":{time}}";

    private static final Pattern FIELDS = Pattern.compile("\\{(seq|device|time)}");
    private static final int LONGEST_NUMBER = 19;

    private enum Field {
        SEQ,
        DEVICE,
        TIME
    }

    /// Text `i` stands before field `i`; the last text has none after it.
    private final byte[][] texts;

    private final Field[] fields;

    private PayloadTemplate(List<byte[]> texts, List<Field> fields) {
        this.texts = texts.toArray(byte[][]::new);
        this.fields = fields.toArray(Field[]::new);
    }

    /// Reads a template; braces around anything else are text.
    static PayloadTemplate parse(String template) {
        var texts = new ArrayList<byte[]>();
        var fields = new ArrayList<Field>();
        int from = 0;
        for (var found : FIELDS.matcher(template).results().toList()) {
            texts.add(template.substring(from, found.start()).getBytes(StandardCharsets.UTF_8));
            fields.add(field(found));
            from = found.end();
        }
        texts.add(template.substring(from).getBytes(StandardCharsets.UTF_8));
        return new PayloadTemplate(texts, fields);
    }

    private static Field field(MatchResult found) {
        return Field.valueOf(found.group(1).toUpperCase(Locale.ROOT));
    }

    /// Returns the most bytes that it can have.
    int longest() {
        int length = fields.length * LONGEST_NUMBER;
        for (var text : texts) {
            length += text.length;
        }
        return length;
    }

    /// Writes it; all numbers are 0 or more.
    void write(ByteBuffer out, long seq, int device, long millis) {
        for (int i = 0; i < fields.length; i++) {
            out.put(texts[i]);
            putNumber(
                    out,
                    switch (fields[i]) {
                        case SEQ -> seq;
                        case DEVICE -> device;
                        case TIME -> millis;
                    });
        }
        out.put(texts[fields.length]);
    }

    private static void putNumber(ByteBuffer out, long number) {
        int end = out.position();
        for (long rest = number; rest > 0 || end == out.position(); rest /= 10) {
            end++;
        }
        long rest = number;
        for (int at = end - 1; at >= out.position(); at--) {
            out.put(at, (byte) ('0' + rest % 10));
            rest /= 10;
        }
        out.position(end);
    }
}
