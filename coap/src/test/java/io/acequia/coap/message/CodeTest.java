package io.acequia.coap.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeTest {
    @ParameterizedTest
    @CsvSource({
        "0x00, 0.00, 0, false, false",
        "0x01, 0.01, 0, true, false",
        "0x1f, 0.31, 0, true, false",
        "0x20, 1.00, 1, false, false",
        "0x3f, 1.31, 1, false, false",
        "0x41, 2.01, 2, false, true",
        "0x5f, 2.31, 2, false, true",
        "0x60, 3.00, 3, false, false",
        "0x80, 4.00, 4, false, true",
        "0x8f, 4.15, 4, false, true",
        "0x9d, 4.29, 4, false, true",
        "0xa3, 5.03, 5, false, true",
        "0xc0, 6.00, 6, false, false",
        "0xe1, 7.01, 7, false, false",
        "0xff, 7.31, 7, false, false",
    })
    @DisplayName("RFC 7252 §12.1: class, detail and kind of a code")
    void codes(int code, String text, int codeClass, boolean isRequest, boolean isResponse) {
        assertEquals(text, Code.text(code));
        assertEquals(codeClass, Code.classOf(code));
        assertEquals(isRequest, Code.isRequest(code));
        assertEquals(isResponse, Code.isResponse(code));
    }

    @ParameterizedTest
    @CsvSource({
        "1, GET",
        "2, POST",
        "3, PUT",
        "4, DELETE",
        "5, FETCH",
        "6, PATCH",
        "7, iPATCH",
        "8, 0.08",
        "31, 0.31",
    })
    @DisplayName("RFC 7252 §5.8, RFC 8132: methods have names, others are written as codes")
    void methods(int code, String name) {
        assertEquals(name, Code.method(code));
    }
}
