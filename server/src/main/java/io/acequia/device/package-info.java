/// What is known about devices: which of them fail, and how.
@NullMarked
package io.acequia.device;

import org.jspecify.annotations.NullMarked;
