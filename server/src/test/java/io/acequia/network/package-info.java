/// Networks of several machines on one, made of Linux network namespaces.
@NullMarked
package io.acequia.network;

import org.jspecify.annotations.NullMarked;
