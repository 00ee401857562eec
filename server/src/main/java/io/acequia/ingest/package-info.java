/// What happens to every event between its decoding and the store, whatever door it came through.
@NullMarked
package io.acequia.ingest;

import org.jspecify.annotations.NullMarked;
