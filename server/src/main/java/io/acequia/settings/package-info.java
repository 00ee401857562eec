/// What an operator can set, where it comes from, and how it is explained. Implements no RFC.
@NullMarked
package io.acequia.settings;

import org.jspecify.annotations.NullMarked;
