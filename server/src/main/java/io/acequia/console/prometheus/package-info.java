/// The HTTP API of Prometheus over stored events (Prometheus 2.42, "HTTP API"), for Grafana and
/// other programs that speak it.
@NullMarked
package io.acequia.console.prometheus;

import org.jspecify.annotations.NullMarked;
