/// Where the command `city` has the weather from. Implements no RFC; units are those of SenML (RFC
/// 8428 §12.1, RFC 8798 §3).
@NullMarked
package io.acequia.cli.weather;

import org.jspecify.annotations.NullMarked;
