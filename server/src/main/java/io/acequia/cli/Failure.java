package io.acequia.cli;

/// A command cannot do what it was asked for; the line says why and what to do next.
public final class Failure extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final String line;

    /// Keeps the exit code, one of [ExitCode], and the line for standard error.
    public Failure(int exitCode, String line) {
        super(line);
        this.exitCode = exitCode;
        this.line = line;
    }

    int exitCode() {
        return exitCode;
    }

    @Override
    public String getMessage() {
        return line;
    }
}
