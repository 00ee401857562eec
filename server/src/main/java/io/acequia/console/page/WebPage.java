package io.acequia.console.page;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/// Sends the web page: one document for all screens, and the files that it loads.
public final class WebPage {
    /// The screens; each is a path of its own, so that a browser can keep and share its address.
    private static final Set<String> SCREENS =
            Set.of("", "live", "explore", "devices", "series", "dashboards", "settings");

    private static final Header REFERRER = HeaderValues.create("Referrer-Policy", "no-referrer");
    private static final Header OPENER =
            HeaderValues.create("Cross-Origin-Opener-Policy", "same-origin");
    private static final Header RESOURCE =
            HeaderValues.create("Cross-Origin-Resource-Policy", "same-origin");
    private static final Header GZIP = HeaderValues.create(HeaderNames.CONTENT_ENCODING, "gzip");
    private static final Header VARY = HeaderValues.create(HeaderNames.VARY, "Accept-Encoding");

    /// The path of a library names its version, so what lies there never changes.
    private static final Header FOR_EVER =
            HeaderValues.create(HeaderNames.CACHE_CONTROL, "public, max-age=31536000, immutable");

    private static final Header ASK_AGAIN =
            HeaderValues.create(HeaderNames.CACHE_CONTROL, "no-cache");

    private final Assets assets = new Assets("/web");
    private final Header policy;

    /// Reads the document.
    public WebPage() {
        var document =
                assets.find("index.html")
                        .orElseThrow(
                                () -> new IllegalStateException("the jar lacks web/index.html"));
        policy = HeaderValues.create("Content-Security-Policy", ContentPolicy.of(document.text()));
    }

    /// Answers the paths of the page and leaves all others to what comes after.
    public void addTo(HttpRouting.Builder routing) {
        routing.get(this::answer);
    }

    private void answer(ServerRequest request, ServerResponse response) {
        var path = request.prologue().uriPath().path().substring(1);
        var asset = assets.find(SCREENS.contains(path) ? "index.html" : path);
        asset.ifPresentOrElse(it -> send(it, path, request, response), response::next);
    }

    private void send(Asset asset, String path, ServerRequest request, ServerResponse response) {
        boolean isPacked = acceptsGzip(request);
        var tag = asset.tag(isPacked);
        response.header(policy).header(REFERRER).header(OPENER).header(RESOURCE).header(VARY);
        response.header(path.startsWith("vendor/") ? FOR_EVER : ASK_AGAIN);
        response.header(HeaderNames.ETAG, tag);
        if (isKnown(tag, request)) {
            response.status(Status.NOT_MODIFIED_304).send();
            return;
        }
        response.header(HeaderNames.CONTENT_TYPE, asset.type());
        if (isPacked) {
            response.header(GZIP);
        }
        response.send(isPacked ? asset.packed() : asset.plain());
    }

    /// RFC 9110 §12.5.3; a weight of zero means no.
    static boolean acceptsGzip(String acceptEncoding) {
        return Arrays.stream(acceptEncoding.split(",", -1))
                .map(coding -> coding.replace(" ", ""))
                .anyMatch(coding -> coding.matches("(gzip|\\*)(;q=(1(\\.0*)?|0\\.0*[1-9]\\d*))?"));
    }

    private static boolean acceptsGzip(ServerRequest request) {
        return acceptsGzip(value(request, "Accept-Encoding").orElse(""));
    }

    /// RFC 9110 §13.1.2.
    private static boolean isKnown(String tag, ServerRequest request) {
        return value(request, "If-None-Match").filter(tags -> tags.contains(tag)).isPresent();
    }

    private static Optional<String> value(ServerRequest request, String header) {
        return request.headers().first(HeaderNames.create(header));
    }
}
