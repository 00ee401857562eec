/// The log: what `System.Logger` is asked to say becomes one line on standard error. Implements no
/// RFC; the names of the JSON form are those of the Elastic Common Schema.
@NullMarked
package io.acequia.log;

import org.jspecify.annotations.NullMarked;
