package io.acequia.console.page;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a browser may load and run for the page (Content Security Policy Level 3): files of this
/// server only. So even markup that slipped in from an event could neither run nor report anything.
final class ContentPolicy {
    private static final Pattern INLINE_SCRIPT =
            Pattern.compile("<script(?![^>]*\\ssrc=)[^>]*>(.*?)</script>", Pattern.DOTALL);

    private ContentPolicy() {}

    /// Returns the policy for a page; its import map has to stand in the page itself, so it is
    /// allowed by its hash.
    static String of(String html) {
        var hashes =
                INLINE_SCRIPT
                        .matcher(html)
                        .results()
                        .map(script -> script.group(1).getBytes(StandardCharsets.UTF_8))
                        .map(script -> " 'sha256-" + Asset.sha256(script) + "'")
                        .collect(Collectors.joining());
        return "default-src 'self'; script-src 'self'"
                + hashes
                + "; object-src 'none'; base-uri 'none'; form-action 'self'"
                + "; frame-ancestors 'none'";
    }
}
