package io.acequia.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A file of accounts, which only its owner can read:
///
/// ```json
/// {"accounts":[{"name":"ana","role":"editor","namespaces":[],"secret":"pbkdf2-sha256$…"}]}
/// ```
///
/// A server that is running sees changes within a second.
public final class Accounts {
    /// Its name in the data directory.
    public static final String FILE = "accounts.json";

    private final Path file;

    /// @param file need not exist
    public Accounts(Path file) {
        this.file = file;
    }

    /// Returns all accounts, none when there is no file.
    ///
    /// @throws IOException when the file cannot be read or is no list of accounts
    public List<Account> read() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            var accounts = new ArrayList<Account>();
            var root = new JsonMapper().readTree(Files.readAllBytes(file));
            for (var node : root.path("accounts")) {
                accounts.add(account(node));
            }
            return List.copyOf(accounts);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IOException(
                    file + " is no list of accounts, " + e.getMessage() + ": mend or remove it", e);
        }
    }

    private static Account account(JsonNode node) {
        var namespaces = new ArrayList<String>();
        node.path("namespaces").forEach(name -> namespaces.add(name.asString()));
        return new Account(
                node.path("name").asString(""),
                Role.valueOf(node.path("role").asString("viewer").toUpperCase(Locale.ROOT)),
                Set.copyOf(namespaces),
                node.path("secret").asString(""));
    }

    /// Adds an account, in place of an older one of that name.
    public void put(Account account) throws IOException {
        var accounts = others(account.name());
        accounts.add(account);
        write(accounts);
    }

    /// Removes an account.
    ///
    /// @return whether there was one
    public boolean remove(String name) throws IOException {
        var others = others(name);
        boolean found = others.size() < read().size();
        if (found) {
            write(others);
        }
        return found;
    }

    private List<Account> others(String name) throws IOException {
        var others = new ArrayList<>(read());
        others.removeIf(account -> account.name().equals(name));
        return others;
    }

    private void write(List<Account> accounts) throws IOException {
        var json = new JsonMapper(); // not a constant: a start without accounts has no time for it
        var root = json.createObjectNode();
        var list = root.putArray("accounts");
        for (var account : accounts) {
            var node = list.addObject();
            node.put("name", account.name());
            node.put("role", account.role().label());
            var namespaces = node.putArray("namespaces");
            account.namespaces().stream().sorted().forEach(namespaces::add);
            node.put("secret", account.secret());
        }
        var text = json.writerWithDefaultPrettyPrinter().writeValueAsString(root);
        Files.createDirectories(file.toAbsolutePath().getParent());
        var draft = file.resolveSibling(file.getFileName() + ".draft");
        Files.deleteIfExists(draft);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(
                    draft,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(draft, text + "\n", StandardOpenOption.CREATE);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Returns when the file was changed last, empty when there is none.
    Optional<Object> version() throws IOException {
        return Files.exists(file)
                ? Optional.of(List.of(Files.getLastModifiedTime(file), Files.size(file)))
                : Optional.empty();
    }
}
