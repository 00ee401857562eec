package io.acequia.settings;

/// The operator set something that cannot be: says in one line which key, what is wrong, and what
/// is accepted.
public final class SettingsException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String line;

    /// Keeps the line that the operator reads.
    public SettingsException(String line) {
        super(line);
        this.line = line;
    }

    @Override
    public String getMessage() {
        return line;
    }
}
