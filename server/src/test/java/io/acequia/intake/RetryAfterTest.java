package io.acequia.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.coap.exchange.Response;
import io.acequia.coap.message.Code;
import io.acequia.coap.message.OptionNumber;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
    private final RetryAfter retryAfter = new RetryAfter();

    @Test
    @DisplayName(
            "wire contract: Max-Age of a 5.03 lies between 5 and 60 s, spread over all of them")
    void spreads() {
        var ages =
                LongStream.range(0, 10_000)
                        .map(ticket -> maxAge(retryAfter.unavailable(ticket, Duration.ZERO)))
                        .summaryStatistics();
        long distinct =
                LongStream.range(0, 10_000)
                        .map(ticket -> maxAge(retryAfter.unavailable(ticket, Duration.ZERO)))
                        .distinct()
                        .count();

        assertEquals(5, ages.getMin());
        assertEquals(60, ages.getMax());
        assertEquals(56, distinct);
        assertEquals(32.5, ages.getAverage(), 1.0);
    }

    @Test
    @DisplayName("the store's own wish is the least, and a minute is the most")
    void keepsStoresWish() {
        assertTrue(maxAge(retryAfter.unavailable(1, Duration.ofSeconds(30))) >= 30);
        assertEquals(60, maxAge(retryAfter.unavailable(1, Duration.ofHours(1))));
        assertEquals(Code.SERVICE_UNAVAILABLE, retryAfter.unavailable(1, Duration.ZERO).code());
    }

    private static long maxAge(Response response) {
        return response.options().stream()
                .filter(option -> option.number() == OptionNumber.MAX_AGE)
                .findFirst()
                .orElseThrow()
                .asNumber();
    }
}
