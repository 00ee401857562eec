package io.acequia.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// What is kept of passwords and tokens: nothing from which they could be found again.
///
/// Passwords go through PBKDF2 (RFC 8018) with a salt, so that guessing is slow. Tokens are 256
/// random bits, which nobody guesses: their SHA-256 is enough.
final class Secrets {
    /// As OWASP advises for PBKDF2 with SHA-256; about 0.2 s.
    private static final int ITERATIONS = 600_000;

    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 256;
    private static final int TOKEN_BYTES = 32;
    private static final Pattern HASHED =
            Pattern.compile("pbkdf2-sha256\\$(\\d{1,8})\\$([\\w+/=]+)\\$([\\w+/=]+)");
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    /// Returns `pbkdf2-sha256$ITERATIONS$SALT$HASH`.
    static String hash(String password) {
        var salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return "pbkdf2-sha256$%d$%s$%s"
                .formatted(ITERATIONS, base64(salt), base64(derive(password, salt, ITERATIONS)));
    }

    /// Says whether text is what [#hash] returns.
    static boolean isHash(String text) {
        return HASHED.matcher(text).matches();
    }

    /// Says whether a password is the one that was hashed, in a time that does not depend on it.
    static boolean matches(String password, String hash) {
        var parts = HASHED.matcher(hash);
        if (!parts.matches()) {
            return false;
        }
        var salt = Base64.getDecoder().decode(parts.group(2));
        var expected = Base64.getDecoder().decode(parts.group(3));
        return MessageDigest.isEqual(
                expected, derive(password, salt, Integer.parseInt(parts.group(1))));
    }

    private static byte[] derive(String password, byte[] salt, int iterations) {
        var characters = password.toCharArray();
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(characters, salt, iterations, HASH_BITS))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has PBKDF2", e);
        }
    }

    /// Returns a secret that nobody guesses, in characters that need no quotes anywhere.
    static String token() {
        var bytes = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// Returns what is kept of a token.
    static String digest(String token) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return base64(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
