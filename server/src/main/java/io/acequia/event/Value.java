package io.acequia.event;

import java.util.HexFormat;

/// What was measured: a finite number, or exactly one of text, truth value or bytes.
public sealed interface Value {
    /// A finite double (`payload.value`).
    record Numeric(double value) implements Value {
        public Numeric {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("not a finite number: " + value);
            }
        }
    }

    /// Text (`payload.string`).
    record Text(String value) implements Value {}

    /// A truth value (`payload.bool`).
    record Truth(boolean value) implements Value {}

    /// Bytes (`payload.data`), kept as lower-case hexadecimal digits so that values compare.
    record Data(String hex) implements Value {
        /// Keeps a copy of the bytes.
        public static Data of(byte[] bytes) {
            return new Data(HexFormat.of().formatHex(bytes));
        }

        /// Returns the bytes, a new array.
        public byte[] bytes() {
            return HexFormat.of().parseHex(hex);
        }
    }
}
