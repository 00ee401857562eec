/// Shows events in other products: OpenSearch Dashboards, Kibana and Grafana.
@NullMarked
package io.acequia.cli.kit;

import org.jspecify.annotations.NullMarked;
