package io.acequia.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    @DisplayName("the median is the middle one, or the mean of the two in the middle")
    void median() {
        assertEquals(3, new Samples(List.of(9.0, 1.0, 3.0)).median());
        assertEquals(2, new Samples(List.of(9.0, 1.0, 3.0, 1.0)).median());
        assertEquals(7, new Samples(List.of(7.0)).median());
    }

    @Test
    @DisplayName("a quantile is a value that was measured")
    void quantiles() {
        var samples = new Samples(IntStream.rangeClosed(1, 20).mapToObj(n -> (double) n).toList());

        assertEquals(19, samples.quantile(0.95));
        assertEquals(20, samples.quantile(1));
        assertEquals(1, samples.quantile(0));
    }

    @Test
    @DisplayName("nothing measured is said, not guessed")
    void empty() {
        assertTrue(new Samples(List.of()).isEmpty());
    }
}
