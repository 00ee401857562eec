package io.acequia.codec;

/// Writes strings of JSON (RFC 8259 §7).
public final class JsonQuote {
    private static final String DIGITS = "0123456789abcdef";

    private JsonQuote() {}

    /// Appends text in quotes. Besides what must be escaped it escapes control characters, lone
    /// surrogates, which UTF-8 cannot write, and the line ends U+2028 and U+2029, so that the
    /// result is always one line.
    public static void append(String text, StringBuilder to) {
        to.append('"');
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            switch (next) {
                case '"', '\\' -> to.append('\\').append(next);
                case '\n' -> to.append("\\n");
                case '\r' -> to.append("\\r");
                case '\t' -> to.append("\\t");
                default -> {
                    if (isSafe(text, i)) {
                        to.append(next);
                    } else {
                        appendEscaped(next, to);
                    }
                }
            }
        }
        to.append('"');
    }

    private static boolean isSafe(String text, int index) {
        char next = text.charAt(index);
        if (Character.isHighSurrogate(next)) {
            return index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1));
        }
        if (Character.isLowSurrogate(next)) {
            return index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
        }
        return !Character.isISOControl(next) && next != '\u2028' && next != '\u2029';
    }

    private static void appendEscaped(char next, StringBuilder to) {
        to.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            to.append(DIGITS.charAt((next >> shift) & 0xf));
        }
    }
}
