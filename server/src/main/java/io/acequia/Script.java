package io.acequia;

import java.util.Arrays;

/// The program as an executable file without a shell: the kernel runs the Java that its first line
/// names and hands over the path of the file before the arguments (execve(2), "interpreter
/// scripts"). Container images start it so.
public final class Script {
    private Script() {}

    /// Runs a sub-command and ends the process with its exit code.
    ///
    /// @param arguments the path of the script, then those of the program
    public static void main(String[] arguments) {
        Acequia.main(
                Arrays.copyOfRange(arguments, Math.min(1, arguments.length), arguments.length));
    }
}
