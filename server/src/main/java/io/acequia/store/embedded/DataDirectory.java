package io.acequia.store.embedded;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The directory of a store, held by one process at a time.
///
/// | file | what it is |
/// |---|---|
/// | `format` | says that this is a data directory, of which version, and its secret |
/// | `lock` | locked while a process uses the directory; holds its id |
/// | `series` | see [SeriesFile] |
/// | `log/` | see [Segment] |
final class DataDirectory implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(DataDirectory.class.getName());
    private static final int VERSION = 1;
    private static final String FORMAT = "format";
    private static final String NEW_FORMAT = "format.new";
    private static final String LOCK = "lock";
    private static final Pattern CONTENT =
            Pattern.compile("acequia store, format (\\d{1,9})\nsecret ([0-9a-f]{16})\n");

    /// What an empty directory may hold: traces of a start that was cut short, what every new file
    /// system has, and what is made before the first start when others may come in.
    private static final Set<String> HARMLESS =
            Set.of(
                    NEW_FORMAT,
                    LOCK,
                    "lost+found",
                    "accounts.json",
                    "tls.crt",
                    "tls.key",
                    "acequia.yaml");

    private final Path path;
    private final FileChannel lock;
    private final boolean isNew;
    private final long secret;

    private DataDirectory(Path path, FileChannel lock, LongSupplier secrets) throws IOException {
        this.path = path;
        this.lock = lock;
        isNew = !Files.exists(path.resolve(FORMAT));
        secret = isNew ? create(secrets.getAsLong()) : read();
    }

    /// Takes a directory into use, and makes it when there is none.
    ///
    /// @param secrets gives the secret of a new directory
    static DataDirectory open(Path path, LongSupplier secrets) throws StoreException {
        try {
            Files.createDirectories(path);
            refuseForeign(path);
            var lock = lock(path);
            try {
                return new DataDirectory(path, lock, secrets);
            } catch (IOException e) {
                lock.close();
                throw e;
            }
        } catch (StoreException e) {
            throw e;
        } catch (IOException e) {
            throw new StoreException(
                    ("data directory %s cannot be used, %s: choose another with --data, or let this"
                                    + " user write there")
                            .formatted(path, reason(e)),
                    e);
        }
    }

    /// Says whether there is one.
    static boolean isIn(Path path) {
        return Files.exists(path.resolve(FORMAT));
    }

    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "access to " + denied.getFile() + " is denied";
            case FileSystemException failed when failed.getReason() != null ->
                    failed.getFile() + ": " + failed.getReason();
            case FileSystemException failed ->
                    failed.getClass().getSimpleName() + " for " + failed.getFile();
            default -> e.toString();
        };
    }

    private static void refuseForeign(Path path) throws IOException {
        var names = DirectoryFiles.in(path).names();
        if (names.contains(FORMAT)) {
            return;
        }
        for (var name : names) {
            if (!HARMLESS.contains(name)) {
                throw new StoreException(
                        "%s is not a data directory, it holds %s: name an empty one with --data"
                                .formatted(path, name));
            }
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        var channel =
                FileChannel.open(
                        path.resolve(LOCK),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        try {
            if (tryLock(channel) == null) {
                throw new StoreException(
                        "data directory %s is in use by process %s: stop it or use another --data"
                                .formatted(path, content(path.resolve(LOCK)).strip()));
            }
            writeId(channel);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /// Writes the id of this process for the message above; always as many bytes, so that a full
    /// disk takes them too.
    private static void writeId(FileChannel channel) {
        try {
            channel.write(bytes("%-20d\n".formatted(ProcessHandle.current().pid())), 0);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the id of this process could not be written", e);
        }
    }

    /// Locks a byte far behind the content, so that others can read the content.
    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(Long.MAX_VALUE - 1, 1, false);
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    private static String content(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private long create(long newSecret) throws IOException {
        var temporary = path.resolve(NEW_FORMAT);
        try (var channel =
                FileChannel.open(
                        temporary,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            channel.write(
                    bytes(
                            "acequia store, format %d\nsecret %016x\n"
                                    .formatted(VERSION, newSecret)));
            channel.force(true);
        }
        Files.move(temporary, path.resolve(FORMAT), StandardCopyOption.ATOMIC_MOVE);
        DirectoryFiles.force(path);
        return newSecret;
    }

    private long read() throws IOException {
        var content = CONTENT.matcher(content(path.resolve(FORMAT)));
        if (!content.matches()) {
            throw new StoreException(
                    path.resolve(FORMAT) + " is damaged: put it back from a copy of the directory");
        }
        int version = Integer.parseInt(content.group(1));
        if (version > VERSION) {
            throw new StoreException(
                    ("data directory %s has format %d, this version reads up to %d: use a newer"
                                    + " version of acequia")
                            .formatted(path, version, VERSION));
        }
        return Long.parseUnsignedLong(content.group(2), 16);
    }

    /// Returns whether this start made it.
    boolean isNew() {
        return isNew;
    }

    /// Returns a random number that belongs to this directory for ever.
    long secret() {
        return secret;
    }

    /// Returns the files of the directory itself.
    SegmentFiles files() {
        return new DirectoryFiles(path);
    }

    /// Returns the files of the log.
    SegmentFiles logFiles() throws IOException {
        var files = DirectoryFiles.in(path.resolve("log"));
        DirectoryFiles.force(path);
        return files;
    }

    /// Lets other processes use the directory.
    @Override
    public void close() throws IOException {
        lock.close();
    }
}
