package io.acequia.log;

/// Text as JSON writes it (RFC 8259 §7).
public final class JsonText {
    private static final String CONTROLS = "\b\t\n\f\r";
    private static final String SHORT = CONTROLS + "\"\\";
    private static final String LETTERS = "btnfr\"\\";

    private JsonText() {}

    /// Returns text in double quotes.
    public static String quote(String text) {
        return escape(new StringBuilder(text.length() + 2).append('"'), text)
                .append('"')
                .toString();
    }

    /// Appends text without quotes around it.
    public static StringBuilder escape(StringBuilder target, String text) {
        return escape(target, text, SHORT);
    }

    /// Returns text for people in which only control characters and halves of surrogate pairs are
    /// escaped: it can neither break a line nor steer a terminal.
    public static String printable(String text) {
        return escape(new StringBuilder(text.length()), text, CONTROLS).toString();
    }

    private static StringBuilder escape(StringBuilder target, String text, String known) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (known.indexOf(c) >= 0) {
                target.append('\\').append(LETTERS.charAt(SHORT.indexOf(c)));
            } else if (Character.isISOControl(c) || isHalf(text, i)) {
                target.append("\\u").append(hex(c));
            } else {
                target.append(c);
            }
        }
        return target;
    }

    private static String hex(char c) {
        return Integer.toHexString(0x10000 | c).substring(1);
    }

    private static boolean isHalf(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c)
                && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }
}
