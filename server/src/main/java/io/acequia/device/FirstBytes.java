package io.acequia.device;

/// The beginning of what a device sent, as text that steers nothing wherever it is shown.
///
/// Devices may send secrets, so there is never more of it than needed to recognise a mistake.
public final class FirstBytes {
    /// Most bytes that are shown.
    public static final int MOST = 64;

    private FirstBytes() {}

    /// Returns up to [#MOST] bytes: printable ASCII as it is, a backslash twice, any other byte as
    /// `\xNN`. An ellipsis says that there were more.
    ///
    /// @param length how many bytes there are, 0 or more
    public static String of(byte[] bytes, int from, int length) {
        var text = new StringBuilder();
        for (int i = from; i < from + Math.min(length, MOST); i++) {
            append(bytes[i] & 0xff, text);
        }
        return text.append(length > MOST ? "…" : "").toString();
    }

    private static void append(int value, StringBuilder text) {
        if (value == '\\') {
            text.append("\\\\");
        } else if (value >= ' ' && value <= '~') {
            text.append((char) value);
        } else {
            text.append("\\x%02x".formatted(value));
        }
    }
}
