package io.acequia.coap.exchange;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointSettingsTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "67108864, 1048576"})
    @DisplayName("The ends of the ranges are accepted")
    void ends(int remembered, int open) {
        assertDoesNotThrow(() -> new EndpointSettings(remembered, open, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 16",
        "-1, 16",
        "67108865, 16",
        "16, 0",
        "16, 3",
        "16, -16",
        "16, -2147483648",
        "16, 2097152"
    })
    @DisplayName("What is out of range, or no power of two, is refused")
    void outOfRange(int remembered, int open) {
        assertThrows(
                IllegalArgumentException.class, () -> new EndpointSettings(remembered, open, 0));
    }
}
