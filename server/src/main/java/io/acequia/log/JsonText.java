package io.acequia.log;

/// Text as JSON writes it (RFC 8259 §7).
public final class JsonText {
    private static final String SHORT = "\b\t\n\f\r\"\\", LETTERS = "btnfr\"\\";

    private JsonText() {}

    /// Returns text in double quotes.
    public static String quote(String text) {
        return escape(new StringBuilder(text.length() + 2).append('"'), text)
                .append('"')
                .toString();
    }

    /// Appends text without quotes, in which no control character and no half of a surrogate pair
    /// is left: it can neither break a line nor steer a terminal.
    public static StringBuilder escape(StringBuilder target, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int known = SHORT.indexOf(c);
            if (known >= 0) {
                target.append('\\').append(LETTERS.charAt(known));
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
