package io.acequia.cli.rows;

/// Text that may come from anywhere, made safe for a terminal: it stays in its line, steers nothing
/// and runs in its own direction.
public final class TerminalText {
    private TerminalText() {}

    /// Returns the text with control characters, line separators and marks of direction escaped.
    public static String of(String text) {
        if (text.chars().noneMatch(TerminalText::isUnsafe)) {
            return text;
        }
        var safe = new StringBuilder();
        text.chars()
                .forEach(character ->
                        safe.append(
                                isUnsafe(character)
                                        ? "\\u%04x".formatted(character)
                                        : String.valueOf((char) character)));
        return safe.toString();
    }

    private static boolean isUnsafe(int character) {
        return Character.isISOControl(character)
                || (character >= '\u2028' && character <= '\u202e')
                || (character >= '\u2066' && character <= '\u2069');
    }
}
