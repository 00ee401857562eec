/// Whom we believe to be who they say.
@NullMarked
package io.acequia.tls;

import org.jspecify.annotations.NullMarked;
