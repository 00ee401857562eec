/// The query language of Prometheus, as far as it is useful here: from text to an expression, and
/// from an expression and samples to an answer. Knows nothing of stores and HTTP.
@NullMarked
package io.acequia.query.promql;

import org.jspecify.annotations.NullMarked;
