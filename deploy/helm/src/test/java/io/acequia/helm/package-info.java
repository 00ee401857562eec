/// Holds the Helm chart against the models of the Kubernetes API and against what it promises.
@NullMarked
package io.acequia.helm;

import org.jspecify.annotations.NullMarked;
