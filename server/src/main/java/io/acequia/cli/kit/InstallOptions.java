package io.acequia.cli.kit;

import io.acequia.cli.CaOption;
import io.acequia.cli.ExitCode;
import io.acequia.cli.Failure;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options that say where a product is and who we are to it.
final class InstallOptions {
    @Option(
            names = "--url",
            paramLabel = "<url>",
            description = {
                "Address of the product, with its base path",
                "(default: http://localhost:5601, of Grafana",
                "http://localhost:3000)."
            })
    private @Nullable String url;

    @Option(names = "--user", paramLabel = "<name>", description = "Name to log in with.")
    private @Nullable String user;

    @Option(
            names = "--password-file",
            paramLabel = "<file>",
            description = "File that holds the password of --user.")
    private @Nullable Path password;

    @Option(
            names = "--token-file",
            paramLabel = "<file>",
            description = {
                "File that holds a token instead: of Grafana that",
                "of a service account, of Kibana an API key."
            })
    private @Nullable Path token;

    @Option(
            names = "--ca",
            paramLabel = "<file>",
            description = {
                "PEM file of who signed the certificate, unless",
                "the system knows them."
            })
    private @Nullable Path ca;

    @Option(
            names = "--tenant",
            paramLabel = "<name>",
            description = "Tenant of OpenSearch Dashboards, such as global.")
    private @Nullable String tenant;

    @Option(
            names = "--acequia-url",
            paramLabel = "<url>",
            description = {"Where Grafana finds Acequia", "(default: http://localhost:8080)."})
    private @Nullable String acequia;

    @Option(
            names = "--acequia-token-file",
            paramLabel = "<file>",
            description = "File that holds Grafana's token for Acequia.")
    private @Nullable Path acequiaToken;

    /// Refuses options that mean nothing to a kit.
    void check(Kit kit) throws Failure {
        if (tenant != null && kit != Kit.OPENSEARCH_DASHBOARDS) {
            throw foreign("--tenant", kit);
        }
        if (acequia != null && kit != Kit.GRAFANA) {
            throw foreign("--acequia-url", kit);
        }
        if (acequiaToken != null && kit != Kit.GRAFANA) {
            throw foreign("--acequia-token-file", kit);
        }
    }

    static Failure foreign(String option, Kit kit) {
        return new Failure(
                ExitCode.USAGE, option + " means nothing to " + kit.label() + "; leave it out");
    }

    Product product(Kit kit) throws Failure {
        var address = ServerAddress.of("--url", url == null ? kit.address() : url);
        return new Product(kit.product(), address, signIn(kit), CaOption.trust(ca));
    }

    private SignIn signIn(Kit kit) throws Failure {
        if (token != null && (user != null || password != null)) {
            throw new Failure(
                    ExitCode.USAGE, "--token-file stands for --user and --password-file; use one");
        }
        if (token != null) {
            return SignIn.withToken(kit == Kit.KIBANA ? "ApiKey" : "Bearer", "--token-file", token);
        }
        if (user == null && password == null) {
            return SignIn.STRANGER;
        }
        if (user == null || password == null) {
            throw new Failure(ExitCode.USAGE, "--user and --password-file need each other");
        }
        return SignIn.withPassword(user, password);
    }

    String tenant() {
        return tenant == null ? "" : tenant;
    }

    String acequia() throws Failure {
        return ServerAddress.of(
                "--acequia-url", acequia == null ? "http://localhost:8080" : acequia);
    }

    SignIn acequiaToken() throws Failure {
        return acequiaToken == null
                ? SignIn.STRANGER
                : SignIn.withToken("Bearer", "--acequia-token-file", acequiaToken);
    }
}
