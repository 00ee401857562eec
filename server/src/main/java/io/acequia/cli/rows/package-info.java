/// Rows of answers of the server, printed as a table, as JSON lines or as comma-separated values
/// (RFC 4180).
@NullMarked
package io.acequia.cli.rows;

import org.jspecify.annotations.NullMarked;
