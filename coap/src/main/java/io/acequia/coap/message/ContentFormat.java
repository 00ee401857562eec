package io.acequia.coap.message;

/// Content formats by their numbers (RFC 7252 §12.3).
public final class ContentFormat {
    /// The formats this program speaks.
    public static final int TEXT = 0, LINK = 40, OCTETS = 42, JSON = 50, CBOR = 60;

    /// Formats of SenML (RFC 8428 §12.2).
    public static final int SENML_JSON = 110, SENML_CBOR = 112;

    private ContentFormat() {}
}
