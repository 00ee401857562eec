package io.acequia.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Who has logged in and not out. Held in memory: a restart ends all sessions.
final class Sessions {
    static final Duration LONGEST = Duration.ofHours(12);
    private static final int MOST = 10_000;

    private final InstantSource clock;

    /// By the digest of the token that the browser has, oldest first.
    private final Map<String, Session> sessions = new LinkedHashMap<>();

    Sessions(InstantSource clock) {
        this.clock = clock;
    }

    private record Session(Account account, Instant end) {}

    /// Begins a session and returns its token.
    synchronized String begin(Account account) {
        if (sessions.size() == MOST) {
            sessions.remove(sessions.keySet().iterator().next());
        }
        var token = Secrets.token();
        sessions.put(Secrets.digest(token), new Session(account, clock.instant().plus(LONGEST)));
        return token;
    }

    /// Returns the account as it was when the session began, empty when there is no such session.
    synchronized Optional<Account> account(String token) {
        var digest = Secrets.digest(token);
        var session = sessions.get(digest);
        if (session == null) {
            return Optional.empty();
        }
        if (!clock.instant().isBefore(session.end)) {
            sessions.remove(digest);
            return Optional.empty();
        }
        return Optional.of(session.account);
    }

    synchronized void end(String token) {
        sessions.remove(Secrets.digest(token));
    }
}
