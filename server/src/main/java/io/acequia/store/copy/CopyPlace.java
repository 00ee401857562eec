package io.acequia.store.copy;

import io.acequia.store.EventStore;
import io.acequia.store.Micros;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A file that says how far a copy has come:
///
/// ```json
/// {"stores":"1f0c…","from":"2026-11-02T08:00:00Z","to":"2026-11-23T12:00:00.000001Z"}
/// ```
///
/// It only saves time: without it everything is compared again and nothing is copied twice.
public final class CopyPlace {
    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;

    /// @param file need not exist; its directory does
    public CopyPlace(Path file) {
        this.file = file;
    }

    /// A span of event time of which everything is in the target.
    ///
    /// @param from first microsecond of the span, since 1970
    /// @param to first microsecond after the span
    record Done(long from, long to) {}

    /// Returns how far the copy between two stores has come; empty when it has not begun, when it
    /// came to its end, or when the file is about others.
    Optional<Done> read(EventStore source, EventStore target) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            var root = JSON.readTree(Files.readAllBytes(file));
            if (!root.path("stores").asString("").equals(names(source, target))) {
                return Optional.empty();
            }
            long from = Micros.of(Instant.parse(root.path("from").asString("")));
            long to = Micros.of(Instant.parse(root.path("to").asString("")));
            return Optional.of(new Done(from, to)).filter(done -> done.from() <= done.to());
        } catch (JacksonException | DateTimeException _) {
            return Optional.empty(); // all is compared again, which is right, only slower
        }
    }

    /// Keeps how far the copy has come, in place of what was there; survives a loss of power.
    void write(EventStore source, EventStore target, Done done) throws IOException {
        try {
            replace(JSON.writeValueAsBytes(json(source, target, done)));
        } catch (IOException e) {
            throw new IOException(file + " cannot be written, " + e + ": look at the disk", e);
        }
    }

    private static ObjectNode json(EventStore source, EventStore target, Done done) {
        var root = JSON.createObjectNode().put("stores", names(source, target));
        root.put("from", Micros.instant(done.from()).toString());
        root.put("to", Micros.instant(done.to()).toString());
        return root;
    }

    private void replace(byte[] content) throws IOException {
        var draft = file.resolveSibling(file.getFileName() + ".draft");
        try (var channel =
                FileChannel.open(
                        draft,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(content));
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Forgets how far it has come: the next copy begins anew.
    public void clear() throws IOException {
        Files.deleteIfExists(file);
    }

    /// Tells these two stores from others, without their secrets.
    private static String names(EventStore source, EventStore target) {
        var secrets =
                ByteBuffer.allocate(2 * Long.BYTES)
                        .putLong(source.exchangeSecret())
                        .putLong(target.exchangeSecret())
                        .flip();
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update("acequia copy".getBytes(StandardCharsets.US_ASCII));
            digest.update(secrets);
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
