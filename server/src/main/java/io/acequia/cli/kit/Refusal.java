package io.acequia.cli.kit;

import io.acequia.cli.ExitCode;
import io.acequia.cli.Failure;

/// Says why a product did not do what it was asked for, and what to do next.
final class Refusal {
    private Refusal() {}

    /// Returns the failure that an answer without success stands for.
    ///
    /// @param attempt what was asked for, as in `import saved objects`
    static Failure of(Product product, Reply reply, String attempt) {
        int status = reply.status();
        var answered = product.name() + " answered " + status + reply.reason();
        return switch (status) {
            case 401 ->
                    new Failure(
                            ExitCode.REFUSED,
                            answered
                                    + (product.knowsUs()
                                            ? "; check the user and what the file holds"
                                            : "; give --user and --password-file, or"
                                                    + " --token-file"));
            case 403 ->
                    new Failure(
                            ExitCode.REFUSED, answered + "; use an account that may " + attempt);
            case 404, 405 ->
                    new Failure(
                            ExitCode.REFUSED,
                            "there is no "
                                    + product.name()
                                    + " at "
                                    + product.address()
                                    + reply.reason()
                                    + "; check --url, and add the base path if it has one");
            case 429, 503 ->
                    new Failure(
                            status < 500 ? ExitCode.REFUSED : ExitCode.SERVER_FAILED,
                            answered + "; try again when it is ready");
            default -> other(product, reply, answered);
        };
    }

    private static Failure other(Product product, Reply reply, String answered) {
        int status = reply.status();
        if (status >= 300 && status < 400) {
            return new Failure(
                    ExitCode.UNREACHABLE,
                    product.address()
                            + " sends elsewhere ("
                            + status
                            + " to "
                            + reply.location()
                            + "); if that is a page to log in give --user and --password-file, else"
                            + " give that address with --url");
        }
        if (status < 300 || reply.isPage()) {
            return noInterface(product, reply);
        }
        return status < 500
                ? new Failure(
                        ExitCode.REFUSED,
                        answered + "; is its version one that docs/kits.md names?")
                : new Failure(
                        ExitCode.SERVER_FAILED, answered + "; see the log of " + product.name());
    }

    /// Returns the failure that an answer stands for which is none of the product.
    static Failure noInterface(Product product, Reply reply) {
        return new Failure(
                reply.status() < 500 ? ExitCode.UNREACHABLE : ExitCode.SERVER_FAILED,
                "what answers at "
                        + product.address()
                        + " ("
                        + reply.status()
                        + (reply.isPage() ? ", a web page" : "")
                        + ") is not "
                        + product.name()
                        + " but something before it, such as a proxy; give the address behind it"
                        + " with --url");
    }
}
