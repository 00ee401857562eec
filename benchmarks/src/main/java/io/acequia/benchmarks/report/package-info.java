/// Tables of `docs/performance.md`, made of what the runs of `./acequia-bench` measured.
@NullMarked
package io.acequia.benchmarks.report;

import org.jspecify.annotations.NullMarked;
