package io.acequia.cli;

/// What the process says when it ends.
public final class ExitCode {
    /// Everything went well.
    public static final int OK = 0;

    /// A mistake in this program.
    public static final int INTERNAL = 1;

    /// Wrong arguments or settings.
    public static final int USAGE = 2;

    /// The server answered 4.xx: the request is at fault.
    public static final int REFUSED = 3;

    /// The server answered 5.xx: the same request may work later.
    public static final int SERVER_FAILED = 4;

    /// Nobody answered.
    public static final int UNREACHABLE = 5;

    private ExitCode() {}
}
