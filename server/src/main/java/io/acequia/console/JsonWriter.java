package io.acequia.console;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Writes JSON (RFC 8259) from the first byte to the last, without building it in memory.
///
/// Characters that steer a terminal or turn text around are escaped, so that what a device sent
/// looks like what it is wherever the answer is shown.
public final class JsonWriter {
    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
    private static final DateTimeFormatter MICROS =
            new DateTimeFormatterBuilder().appendInstant(6).toFormatter();

    /// From here on doubles have gaps of more than one, so digits would claim too much.
    private static final double EXACT_INTEGERS = 1L << 53;

    private final Writer out;

    /// Whether a comma is due before the next name or value.
    private boolean comma;

    /// Writes to this.
    public JsonWriter(Writer out) {
        this.out = out;
    }

    /// Begins an object.
    public JsonWriter beginObject() throws IOException {
        return begin('{');
    }

    /// Ends the object at hand.
    public JsonWriter endObject() throws IOException {
        return end('}');
    }

    /// Begins an array.
    public JsonWriter beginArray() throws IOException {
        return begin('[');
    }

    /// Ends the array at hand.
    public JsonWriter endArray() throws IOException {
        return end(']');
    }

    /// Writes the name of a member; its value follows.
    public JsonWriter name(String name) throws IOException {
        value(name);
        out.write(':');
        comma = false;
        return this;
    }

    /// Writes text, or null.
    public JsonWriter value(@Nullable String text) throws IOException {
        if (text == null) {
            return literal("null");
        }
        separate();
        out.write('"');
        for (int i = 0; i < text.length(); i++) {
            character(text, i);
        }
        out.write('"');
        return this;
    }

    /// Writes a whole number.
    public JsonWriter value(long number) throws IOException {
        return literal(Long.toString(number));
    }

    /// Writes a number; JSON has no infinity and no NaN, they become null.
    public JsonWriter value(double number) throws IOException {
        return literal(Double.isFinite(number) ? text(number) : "null");
    }

    /// Returns a number without the fraction that it does not have.
    static String text(double number) {
        boolean integer = number == Math.rint(number) && Math.abs(number) < EXACT_INTEGERS;
        boolean negativeZero = number == 0 && 1 / number < 0;
        return integer && !negativeZero ? Long.toString((long) number) : Double.toString(number);
    }

    /// Writes a truth value.
    public JsonWriter value(boolean truth) throws IOException {
        return literal(Boolean.toString(truth));
    }

    /// Writes a time in ISO 8601, with milliseconds, or with microseconds when there are any.
    public JsonWriter value(Instant time) throws IOException {
        var format = time.equals(time.truncatedTo(ChronoUnit.MILLIS)) ? MILLIS : MICROS;
        return value(format.format(time));
    }

    /// Writes milliseconds as seconds with up to three decimals.
    public JsonWriter seconds(long millis) throws IOException {
        return literal(BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString());
    }

    private JsonWriter begin(char bracket) throws IOException {
        separate();
        out.write(bracket);
        comma = false;
        return this;
    }

    private JsonWriter end(char bracket) throws IOException {
        out.write(bracket);
        comma = true;
        return this;
    }

    private JsonWriter literal(String text) throws IOException {
        separate();
        out.write(text);
        return this;
    }

    private void separate() throws IOException {
        if (comma) {
            out.write(',');
        }
        comma = true;
    }

    private void character(String text, int index) throws IOException {
        char character = text.charAt(index);
        if (character == '"' || character == '\\') {
            out.write('\\');
            out.write(character);
        } else if (isUnsafe(character) || isLoneSurrogate(text, index)) {
            out.write("\\u%04x".formatted((int) character));
        } else {
            out.write(character);
        }
    }

    /// Control characters, line separators, and marks that change the direction of text.
    private static boolean isUnsafe(char character) {
        return Character.isISOControl(character)
                || (character >= '\u2028' && character <= '\u202e')
                || (character >= '\u2066' && character <= '\u2069');
    }

    private static boolean isLoneSurrogate(String text, int index) {
        char character = text.charAt(index);
        if (Character.isHighSurrogate(character)) {
            return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
        }
        return Character.isLowSurrogate(character)
                && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
    }
}
