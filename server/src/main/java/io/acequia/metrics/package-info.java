/// What the program tells about itself to Prometheus: figures are kept by whoever makes them and
/// read when somebody asks (text exposition format 0.0.4, OpenMetrics 1.0).
@NullMarked
package io.acequia.metrics;

import org.jspecify.annotations.NullMarked;
