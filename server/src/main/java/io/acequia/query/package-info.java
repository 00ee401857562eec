/// The search syntax: from the text that people write to the filter that stores understand.
@NullMarked
package io.acequia.query;

import org.jspecify.annotations.NullMarked;
