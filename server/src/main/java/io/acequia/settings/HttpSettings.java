package io.acequia.settings;

/// How the HTTP side is reached.
///
/// @param listen address of the HTTP port
public record HttpSettings(
        @Setting(
                        "Address of the HTTP port: queries, metrics, readiness, the HTTP twin of the"
                                + " CoAP resources. It asks for no password.")
                HostPort listen) {

    /// What holds when nothing is set.
    public static final HttpSettings DEFAULTS = new HttpSettings(new HostPort("localhost", 8080));
}
