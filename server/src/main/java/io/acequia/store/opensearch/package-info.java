/// Events in OpenSearch or Elasticsearch: many collectors write, none keeps anything.
@NullMarked
package io.acequia.store.opensearch;

import org.jspecify.annotations.NullMarked;
