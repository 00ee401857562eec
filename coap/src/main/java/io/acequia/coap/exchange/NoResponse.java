package io.acequia.coap.exchange;

import io.acequia.coap.message.Code;
import io.acequia.coap.message.MessageView;
import io.acequia.coap.message.OptionNumber;

/// The option by which a client says which responses it does not want (RFC 7967 §2.1).
final class NoResponse {
    private static final int MASK = 0b11010; // classes 2, 4 and 5

    private NoResponse() {}

    /// Returns the value of the option, 0 when it is absent or has no valid length; of several the
    /// first one counts (RFC 7252 §5.4.5).
    static int of(MessageView message) {
        int value = 0;
        for (int i = message.optionCount() - 1; i >= 0; i--) {
            int number = message.optionNumber(i);
            if (number < OptionNumber.NO_RESPONSE) {
                return value;
            }
            if (number == OptionNumber.NO_RESPONSE) {
                boolean isValid = message.optionLength(i) <= 1;
                value = isValid ? (int) message.optionValue(i) & MASK : 0;
            }
        }
        return value;
    }

    /// Says whether a response of this code is not wanted: bit 1 for class 2, 3 for 4, 4 for 5.
    static boolean covers(int value, int code) {
        return (value & (1 << (Code.classOf(code) - 1))) != 0;
    }
}
