package io.acequia.console.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// The files of the page on the class path, each read and packed when it is first asked for.
final class Assets {
    /// A path names a file below the folder, and cannot leave it: no segment begins with a dot, and
    /// there is nothing to decode.
    private static final Pattern PATH =
            Pattern.compile("([A-Za-z0-9_-][A-Za-z0-9_.-]*/)*[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)+");

    private static final int LONGEST_PATH = 200;

    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "json", "application/json",
                    "svg", "image/svg+xml");

    private final String folder;

    /// Only what exists, so that nobody can fill it.
    private final Map<String, Asset> known = new ConcurrentHashMap<>();

    /// @param folder on the class path, as in `/web`
    Assets(String folder) {
        this.folder = folder;
    }

    /// Returns the file at a path without a slash in front, or nothing when there is none.
    Optional<Asset> find(String path) {
        var asset = known.get(path);
        if (asset != null) {
            return Optional.of(asset);
        }
        if (path.length() > LONGEST_PATH || !PATH.matcher(path).matches()) {
            return Optional.empty();
        }
        var type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        if (type == null) {
            return Optional.empty();
        }
        var read = read(type, folder + '/' + path);
        read.ifPresent(it -> known.put(path, it));
        return read;
    }

    private static Optional<Asset> read(String type, String resource) {
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            return in == null ? Optional.empty() : Optional.of(Asset.of(type, in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException("the program's own file " + resource, e);
        }
    }
}
