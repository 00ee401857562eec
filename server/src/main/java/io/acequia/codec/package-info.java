/// Bytes to events and back: JSON as RFC 8259 defines it, read strictly.
@NullMarked
package io.acequia.codec;

import org.jspecify.annotations.NullMarked;
