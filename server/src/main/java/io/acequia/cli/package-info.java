/// The command line: one class for each sub-command, and what they share. The client commands speak
/// CoAP (RFC 7252) with the options and the output of the client of the thesis.
@NullMarked
package io.acequia.cli;

import org.jspecify.annotations.NullMarked;
