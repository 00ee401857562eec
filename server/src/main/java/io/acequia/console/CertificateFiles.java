package io.acequia.console;

import io.helidon.common.configurable.Resource;
import io.helidon.common.pki.Keys;
import io.helidon.common.tls.Tls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/// The certificate of the port and its private key, two PEM files that may be renewed at any time.
///
/// @param chain the certificate of this server first, then those that vouch for it
/// @param key PKCS #8, not encrypted
public record CertificateFiles(Path chain, Path key) {
    private static final byte[] SAMPLE = {1, 2, 3};

    /// Reads both.
    ///
    /// @throws IOException when TLS is not possible with them; its message says why
    Tls read(Instant now) throws IOException {
        var keys = keys();
        var certificates = keys.certChain();
        var privateKey = keys.privateKey().orElseThrow();
        var own = certificates.getFirst();
        if (!belong(privateKey, own.getPublicKey())) {
            throw new IOException(
                    key + " is not the private key of the first certificate in " + chain);
        }
        if (own.getNotAfter().toInstant().isBefore(now)) {
            throw new IOException(
                    "the certificate in "
                            + chain
                            + " ended at "
                            + own.getNotAfter().toInstant()
                            + "; renew it");
        }
        return tls(privateKey, certificates);
    }

    private static Tls tls(PrivateKey key, List<X509Certificate> certificates) {
        return Tls.builder().privateKey(key).privateKeyCertChain(certificates).build();
    }

    private Keys keys() throws IOException {
        for (var file : List.of(chain, key)) {
            if (!Files.isReadable(file)) {
                throw new IOException(
                        file
                                + " cannot be read; TLS needs a certificate and its private key,"
                                + " see http.certificate and http.key");
            }
        }
        try {
            return Keys.builder()
                    .pem(pem -> pem.certChain(Resource.create(chain)).key(Resource.create(key)))
                    .build();
        } catch (RuntimeException e) {
            throw new IOException(
                    "%s and %s are no PEM files of a certificate and a private key (PKCS #8): %s"
                            .formatted(chain, key, e.getMessage()),
                    e);
        }
    }

    private static boolean belong(PrivateKey privateKey, PublicKey publicKey) throws IOException {
        var algorithm =
                privateKey.getAlgorithm().equals("EC") ? "ECDSA" : privateKey.getAlgorithm();
        try {
            var signing = Signature.getInstance("SHA256with" + algorithm);
            signing.initSign(privateKey);
            signing.update(SAMPLE);
            var signed = signing.sign();
            var verifying = Signature.getInstance("SHA256with" + algorithm);
            verifying.initVerify(publicKey);
            verifying.update(SAMPLE);
            return verifying.verify(signed);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    /// Returns when one of the files was last written; two equal answers mean equal files.
    List<FileTime> written() throws IOException {
        return List.of(Files.getLastModifiedTime(chain), Files.getLastModifiedTime(key));
    }
}
