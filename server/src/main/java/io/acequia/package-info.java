/// The product: one program with sub-commands.
@NullMarked
package io.acequia;

import org.jspecify.annotations.NullMarked;
