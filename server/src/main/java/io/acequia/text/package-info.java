/// Text as people write it by hand: durations, and names that they misspell.
@NullMarked
package io.acequia.text;

import org.jspecify.annotations.NullMarked;
