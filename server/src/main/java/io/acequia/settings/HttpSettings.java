package io.acequia.settings;

import java.nio.file.Path;
import java.util.List;

/// How the HTTP side is reached.
///
/// @param listen address of the HTTP port
/// @param names further names by which browsers call it
/// @param accounts file of those who may come in
/// @param strangers who may come in while there is no account
/// @param certificate for HTTPS
/// @param key of the certificate
public record HttpSettings(
        @Setting(
                        "Address of the HTTP port: console, queries, metrics, readiness. Another one"
                                + " than localhost wants an account: acequia account add.")
                HostPort listen,
        @Setting("Further host names by which the port is called, as behind a proxy.")
                List<String> names,
        @Setting(
                        "File of those who may come in, in the data directory unless it has a path;"
                                + " while it is missing http.strangers says who may.")
                Path accounts,
        @Setting(
                        "Who may come in while there is no account: local, everybody on this machine,"
                                + " and another address than localhost is refused at the start; shut,"
                                + " nobody; open, everybody who reaches the port, for ports that"
                                + " something else guards.")
                Strangers strangers,
        @Setting(
                        "PEM file of the certificate for HTTPS, with those that vouch for it; in the"
                                + " data directory unless it has a path. HTTP while it is missing.")
                Path certificate,
        @Setting("PEM file of its private key (PKCS #8). Read again when it changes.") Path key) {

    /// Who may come in while there is no account.
    public enum Strangers {
        /// Everybody on this machine; nobody else reaches the port.
        LOCAL,
        /// Nobody.
        SHUT,
        /// Everybody who reaches the port.
        OPEN
    }

    /// What holds when nothing is set.
    public static final HttpSettings DEFAULTS =
            new HttpSettings(
                    new HostPort("localhost", 8080),
                    List.of(),
                    Path.of("accounts.json"),
                    Strangers.LOCAL,
                    Path.of("tls.crt"),
                    Path.of("tls.key"));

    public HttpSettings {
        names = List.copyOf(names);
    }
}
