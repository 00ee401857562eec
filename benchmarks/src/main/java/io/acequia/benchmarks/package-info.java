/// Measurements, never shipped.
@NullMarked
package io.acequia.benchmarks;

import org.jspecify.annotations.NullMarked;
