package io.acequia;

/// The program.
public final class Acequia {
    private Acequia() {}

    /// Runs a sub-command.
    public static void main(String[] arguments) {
        System.out.println("acequia");
    }
}
