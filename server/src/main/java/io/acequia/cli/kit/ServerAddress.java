package io.acequia.cli.kit;

import io.acequia.cli.ExitCode;
import io.acequia.cli.Failure;
import java.net.URI;
import java.net.URISyntaxException;

/// Reads addresses of servers, such as `https://boards.example.org/kibana`.
final class ServerAddress {
    private ServerAddress() {}

    /// Returns an address without a slash at its end.
    ///
    /// @param option for the message
    /// @throws Failure when it is none of HTTP, or holds more than server and path
    static String of(String option, String text) throws Failure {
        try {
            var uri = new URI(text);
            var scheme = String.valueOf(uri.getScheme());
            if (uri.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
                throw mistake(option, "is " + text + "; use one such as http://localhost:5601");
            }
            if (uri.getUserInfo() != null) {
                throw mistake(
                        option,
                        "holds a user, and others see it on the command line; use --user and"
                                + " --password-file");
            }
            if (uri.getQuery() != null || uri.getFragment() != null) {
                throw mistake(option, "is " + text + "; leave out what follows the path");
            }
            return text.replaceAll("/+$", "");
        } catch (URISyntaxException e) {
            throw mistake(option, "is " + text + "; use one such as http://localhost:5601");
        }
    }

    private static Failure mistake(String option, String what) {
        return new Failure(ExitCode.USAGE, option + " " + what);
    }
}
