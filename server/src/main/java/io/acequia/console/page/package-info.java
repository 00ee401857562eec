/// The web page: the files of the browser's side, as they lie in the jar, and how they are sent.
@NullMarked
package io.acequia.console.page;

import org.jspecify.annotations.NullMarked;
