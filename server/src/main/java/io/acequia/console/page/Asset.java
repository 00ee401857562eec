package io.acequia.console.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// A file of the page, ready to be sent.
///
/// The arrays are never changed and never leave this package.
///
/// @param type media type
/// @param plain the file as it is
/// @param packed the same bytes in gzip form
/// @param digest of the plain bytes, for entity tags
@SuppressWarnings("ArrayRecordComponent") // read by one handler, never compared
record Asset(String type, byte[] plain, byte[] packed, String digest) {
    static Asset of(String type, byte[] plain) {
        return new Asset(type, plain, gzip(plain), sha256(plain).substring(0, 22));
    }

    /// Returns the tag of one form of the file (RFC 9110 §8.8.3): the two have different bytes.
    String tag(boolean isPacked) {
        return '"' + digest.replace('+', '-').replace('/', '_') + (isPacked ? "-gzip\"" : "\"");
    }

    String text() {
        return new String(plain, StandardCharsets.UTF_8);
    }

    /// Returns the SHA-256 of bytes in Base64, as a content security policy wants it.
    static String sha256(byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// It is done once and sent often, so it may take its time.
    private static byte[] gzip(byte[] plain) {
        var packed = new ByteArrayOutputStream();
        try (var out =
                new GZIPOutputStream(packed) {
                    {
                        def.setLevel(Deflater.BEST_COMPRESSION);
                    }
                }) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return packed.toByteArray();
    }
}
