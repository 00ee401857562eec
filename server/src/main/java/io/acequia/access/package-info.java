/// Who may use the console, and for what.
///
/// Without accounts everybody who reaches the port may do everything, so the port listens on this
/// machine only; with accounts everybody has to say who they are.
@NullMarked
package io.acequia.access;

import org.jspecify.annotations.NullMarked;
