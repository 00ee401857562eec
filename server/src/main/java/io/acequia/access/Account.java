package io.acequia.access;

import java.util.Set;
import java.util.regex.Pattern;

/// Somebody, or a program, that may come in.
///
/// @param name 1 to 64 letters, digits, `.`, `_`, `-` or `@`
/// @param role what they may do
/// @param namespaces those they may see; none at all means every namespace
/// @param secret hash of a password, or `sha256$` and the digest of a token
public record Account(String name, Role role, Set<String> namespaces, String secret) {
    private static final Pattern NAME = Pattern.compile("[\\w.@-]{1,64}");
    private static final String TOKEN = "sha256$";
    private static final int SHORTEST_PASSWORD = 10;
    private static final int SHORTEST_TOKEN = 32;

    public Account {
        namespaces = Set.copyOf(namespaces);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "the name of an account has 1 to 64 letters, digits, . _ - or @");
        }
        if (!Secrets.isHash(secret) && !secret.startsWith(TOKEN)) {
            throw new IllegalArgumentException(
                    "account " + name + " has no password that was hashed here");
        }
    }

    /// Makes an account with a password.
    ///
    /// @throws IllegalArgumentException when it has fewer than 10 characters
    public static Account withPassword(
            String name, Role role, Set<String> namespaces, String password) {
        if (password.length() < SHORTEST_PASSWORD) {
            throw new IllegalArgumentException(
                    "a password has at least " + SHORTEST_PASSWORD + " characters");
        }
        return new Account(name, role, namespaces, Secrets.hash(password));
    }

    /// Makes an account for a program.
    ///
    /// @param token the secret that it shows, see [#newToken]
    /// @throws IllegalArgumentException when it has fewer than 32 characters: nothing slows those
    ///   who guess
    public static Account withToken(String name, Role role, Set<String> namespaces, String token) {
        if (token.length() < SHORTEST_TOKEN) {
            throw new IllegalArgumentException(
                    "the secret of a program has at least " + SHORTEST_TOKEN + " characters");
        }
        return new Account(name, role, namespaces, TOKEN + Secrets.digest(token));
    }

    /// Returns a new secret for a program; nothing keeps it.
    public static String newToken() {
        return Secrets.token();
    }

    boolean hasToken(String digest) {
        return secret.equals(TOKEN + digest);
    }

    /// Says whether it is for a program.
    public boolean isToken() {
        return secret.startsWith(TOKEN);
    }

    /// Returns who comes in with this account.
    Visitor visitor() {
        return new Visitor(name, role, namespaces);
    }
}
