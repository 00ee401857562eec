/// JMH benchmarks of single parts. `./acequia-bench --jmh PATTERN` runs those whose names match.
@NullMarked
package io.acequia.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
