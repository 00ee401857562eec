/// `acequia bench`: a fleet of simulated devices that sends events to a server and says how the
/// server took them. Confirmable requests are repeated by RFC 7252 section 4.2.
@NullMarked
package io.acequia.cli.bench;

import org.jspecify.annotations.NullMarked;
