package io.acequia.access;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// Knows who may come in, and who is in.
///
/// Once there was an account the door stays shut for strangers until a restart, even when the file
/// of accounts is lost.
public final class Doorkeeper {
    private static final System.Logger LOG = System.getLogger(Doorkeeper.class.getName());
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final String BEARER = "Bearer ", BASIC = "Basic ";

    /// What a wrong name is compared with, so that it takes as long as a wrong password.
    private static final String NOBODY =
            "pbkdf2-sha256$600000$AAAAAAAAAAAAAAAAAAAAAA==$" + "A".repeat(43) + "=";

    /// Checking a password costs a fifth of a second: strangers must not keep all processors busy.
    private final Semaphore checks = new Semaphore(1);

    private final Accounts file;
    private final InstantSource clock;
    private final Sessions sessions;
    private final Throttle throttle;

    // Guarded by this.
    private List<Account> accounts;
    private Optional<Object> version;
    private Instant looked;
    private boolean locked;

    /// @throws IOException when the accounts cannot be read
    public Doorkeeper(Accounts file, InstantSource clock) throws IOException {
        this(file, clock, true);
    }

    /// @param welcoming whether everybody may come in until there is an account
    /// @throws IOException when the accounts cannot be read
    public Doorkeeper(Accounts file, InstantSource clock, boolean welcoming) throws IOException {
        this.file = file;
        this.clock = clock;
        this.sessions = new Sessions(clock);
        this.throttle = new Throttle(clock);
        this.version = file.version();
        this.accounts = file.read();
        this.looked = clock.instant();
        this.locked = !welcoming || !accounts.isEmpty();
    }

    /// What became of an attempt to log in.
    public sealed interface Attempt {
        /// Name and password are right.
        ///
        /// @param token what the browser shows from now on
        record Welcome(String token, Visitor visitor) implements Attempt {}

        /// Name or password is wrong; which of them is not said.
        record Wrong() implements Attempt {}

        /// There were too many attempts.
        ///
        /// @param pause how long to wait
        record TooMany(Duration pause) implements Attempt {}
    }

    /// Says whether there is an account.
    public synchronized boolean knowsSomebody() {
        look();
        return !accounts.isEmpty();
    }

    /// Says whether everybody is welcome, as long as there is no account.
    public synchronized boolean isOpen() {
        look();
        return !locked;
    }

    private synchronized List<Account> accounts() {
        look();
        return accounts;
    }

    private synchronized void look() {
        var now = clock.instant();
        if (Duration.between(looked, now).compareTo(BETWEEN_LOOKS) < 0) {
            return;
        }
        looked = now;
        try {
            var current = file.version();
            if (!current.equals(version)) {
                version = current;
                accounts = file.read();
                locked |= !accounts.isEmpty();
            }
        } catch (IOException e) {
            LOG.log(Level.ERROR, "the accounts stay as they were: " + e.getMessage());
        }
    }

    /// Returns who shows a session or a token; empty for a stranger.
    ///
    /// @param session what the cookie says, empty when there is none
    /// @param authorization the header of that name, empty when there is none. With `Basic` the
    ///   password is a token
    public Optional<Visitor> admit(String session, String authorization) {
        if (isOpen()) {
            return Optional.of(Visitor.ANYBODY);
        }
        if (authorization.startsWith(BEARER)) {
            return program(authorization.substring(BEARER.length()));
        }
        if (authorization.startsWith(BASIC)) {
            return program(password(authorization.substring(BASIC.length())));
        }
        // An account that was changed or removed since has no sessions any more.
        return sessions.account(session).filter(accounts()::contains).map(Account::visitor);
    }

    private Optional<Visitor> program(String token) {
        var digest = Secrets.digest(token.strip());
        return accounts().stream()
                .filter(account -> account.hasToken(digest))
                .findFirst()
                .map(Account::visitor);
    }

    private static String password(String basic) {
        try {
            var pair = new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8);
            return pair.substring(pair.indexOf(':') + 1);
        } catch (IllegalArgumentException _) {
            return "";
        }
    }

    /// Lets somebody in who knows a password.
    ///
    /// @param address where they are, for whom failures are counted
    public Attempt login(String name, String password, String address) {
        checks.acquireUninterruptibly();
        try {
            var pause = throttle.wait(address);
            return pause.isPositive()
                    ? new Attempt.TooMany(pause)
                    : attempt(name, password, address);
        } finally {
            checks.release();
        }
    }

    private Attempt attempt(String name, String password, String address) {
        var account =
                accounts().stream().filter(it -> it.name().equals(name) && !it.isToken()).findAny();
        boolean isRight = Secrets.matches(password, account.map(Account::secret).orElse(NOBODY));
        if (account.isEmpty() || !isRight) {
            throttle.failed(address);
            return new Attempt.Wrong();
        }
        throttle.succeeded(address);
        return new Attempt.Welcome(sessions.begin(account.get()), account.get().visitor());
    }

    /// Ends a session.
    public void logout(String session) {
        sessions.end(session);
    }
}
