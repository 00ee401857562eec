/// The HTTP port: questions about stored events (HTTP semantics of RFC 9110), events as they
/// arrive, health and metrics. Errors are problem details (RFC 9457).
@NullMarked
package io.acequia.console;

import org.jspecify.annotations.NullMarked;
