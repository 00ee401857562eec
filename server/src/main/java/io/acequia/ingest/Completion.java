package io.acequia.ingest;

import io.acequia.event.Event;
import io.acequia.event.EventBuffer;
import io.acequia.event.TimeSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/// Gives decoded events what they did not say: namespace, sender, origin and a time that can be
/// believed.
///
/// A device whose clock is wrong gets no error, which would make it send again for ever: its event
/// counts from the time of receipt, and what it claimed is kept.
public final class Completion {
    private static final String NAMESPACE = "default", SENDER = "anonymous";
    private static final byte[] OWN = Event.OWN_NAMESPACE.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DEFAULTS = (NAMESPACE + SENDER).getBytes(StandardCharsets.US_ASCII);
    private static final long EARLIEST = micros(Instant.parse("2015-01-01T00:00:00Z"));
    private static final long LATEST_AHEAD = TimeUnit.MICROSECONDS.convert(Duration.ofDays(1));

    private Completion() {}

    /// Completes all events of a request.
    ///
    /// @param events decoded; every event has a type and a value
    /// @param received when the request arrived, microseconds since 1970
    /// @return how many claimed a time that cannot be
    public static int complete(EventBuffer events, long received) {
        int clamped = 0;
        boolean lacksKeyword = false;
        for (int event = 0; event < events.size(); event++) {
            clamped += completeTime(events, event, received);
            lacksKeyword |=
                    events.keywordLength(event, EventBuffer.NAMESPACE) < 0
                            || events.keywordLength(event, EventBuffer.SENDER) < 0
                            || events.keywordLength(event, EventBuffer.ORIGIN) < 0;
        }
        if (lacksKeyword) {
            completeKeywords(events);
        }
        return clamped;
    }

    /// Says whether an event claims the namespace that is the server's own.
    public static boolean claimsOwnNamespace(EventBuffer events) {
        for (int event = 0; event < events.size(); event++) {
            if (events.keywordLength(event, EventBuffer.NAMESPACE) == OWN.length) {
                int from = events.keywordFrom(event, EventBuffer.NAMESPACE);
                if (Arrays.equals(events.bytes(), from, from + OWN.length, OWN, 0, OWN.length)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static int completeTime(EventBuffer events, int event, long received) {
        long timestamp = events.timestamp(event);
        if (timestamp == EventBuffer.NO_TIME) {
            events.timestamp(event, received, TimeSource.SERVER);
            return 0;
        }
        if (timestamp >= EARLIEST && timestamp <= received + LATEST_AHEAD) {
            return 0;
        }
        events.timestamp(event, received, TimeSource.CLAMPED);
        return 1;
    }

    private static void completeKeywords(EventBuffer events) {
        events.prepend(DEFAULTS);
        for (int event = 0; event < events.size(); event++) {
            if (events.keywordLength(event, EventBuffer.NAMESPACE) < 0) {
                events.keyword(event, EventBuffer.NAMESPACE, 0, NAMESPACE.length());
            }
            if (events.keywordLength(event, EventBuffer.SENDER) < 0) {
                int from = NAMESPACE.length();
                events.keyword(event, EventBuffer.SENDER, from, SENDER.length());
            }
            if (events.keywordLength(event, EventBuffer.ORIGIN) < 0) {
                events.keyword(
                        event,
                        EventBuffer.ORIGIN,
                        events.keywordFrom(event, EventBuffer.SENDER),
                        events.keywordLength(event, EventBuffer.SENDER));
            }
        }
    }

    private static long micros(Instant instant) {
        return TimeUnit.SECONDS.toMicros(instant.getEpochSecond());
    }
}
