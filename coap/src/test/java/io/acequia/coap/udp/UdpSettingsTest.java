package io.acequia.coap.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UdpSettingsTest {
    @ParameterizedTest
    @CsvSource({
        "1024, 0, 'burst is 0; use 1 to 1024'",
        "1024, 1025, 'burst is 1025; use 1 to 1024'",
        "0, 64, 'receive buffer is 0; use 1 or more'",
        "-1, 64, 'receive buffer is -1; use 1 or more'"
    })
    @DisplayName("What is out of range is refused with what is accepted")
    void outOfRange(int receiveBuffer, int burst, String message) {
        var e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new UdpSettings(receiveBuffer, burst, false));

        assertEquals(message, e.getMessage());
    }
}
