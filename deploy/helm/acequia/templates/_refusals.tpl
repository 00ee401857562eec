{{/* What the schema cannot say. Each text says what to do instead. */}}
{{- define "acequia.refuse" -}}
{{- if eq .Values.mode "single" -}}
  {{- if .Values.collector.autoscaling.enabled -}}
    {{- fail "\n\nmode is single, whose embedded store belongs to one process: it cannot be scaled. Leave collector.autoscaling.enabled out, or set mode: cluster with OpenSearch." -}}
  {{- end -}}
  {{- if .Values.collector.keda.enabled -}}
    {{- fail "\n\nmode is single, whose embedded store belongs to one process: it cannot be scaled. Leave collector.keda.enabled out, or set mode: cluster with OpenSearch." -}}
  {{- end -}}
  {{- if gt (int .Values.single.replicas) 1 -}}
    {{- fail (printf "\n\nsingle.replicas is %v, and the embedded store belongs to one process. Use 1 (or 0 to pause it), or set mode: cluster with OpenSearch and collector.replicas." .Values.single.replicas) -}}
  {{- end -}}
  {{- if .Values.opensearch.bundled.enabled -}}
    {{- fail "\n\nopensearch.bundled.enabled is of no use while mode is single, which stores events itself. Set mode: cluster." -}}
  {{- end -}}
{{- else -}}
  {{- if and .Values.collector.autoscaling.enabled .Values.collector.keda.enabled -}}
    {{- fail "\n\ncollector.autoscaling and collector.keda are both enabled, and KEDA makes an autoscaler of its own. Choose one." -}}
  {{- end -}}
  {{- if and .Values.collector.keda.enabled (not .Values.collector.keda.serverAddress) -}}
    {{- fail "\n\ncollector.keda.serverAddress is empty: say where Prometheus is, as in http://prometheus.monitoring:9090." -}}
  {{- end -}}
  {{- if and .Values.collector.autoscaling.enabled (gt (int .Values.collector.autoscaling.minReplicas) (int .Values.collector.autoscaling.maxReplicas)) -}}
    {{- fail "\n\ncollector.autoscaling.minReplicas is more than maxReplicas." -}}
  {{- end -}}
  {{- with .Values.collector.autoscaling -}}
    {{- if and .enabled (not (or .cpuUtilization .eventsPerSecond .extraMetrics)) -}}
      {{- fail "\n\ncollector.autoscaling has no metric to go by. Set cpuUtilization, eventsPerSecond or extraMetrics." -}}
    {{- end -}}
  {{- end -}}
  {{- if and .Values.opensearch.bundled.enabled .Values.opensearch.external.urls -}}
    {{- fail "\n\nopensearch.bundled.enabled and opensearch.external.urls are both set. Choose one." -}}
  {{- end -}}
  {{- if not (or .Values.opensearch.bundled.enabled .Values.opensearch.external.urls) -}}
    {{- fail "\n\nmode is cluster and there is no OpenSearch. Set opensearch.external.urls, or for a trial opensearch.bundled.enabled." -}}
  {{- end -}}
  {{- if and .Values.opensearch.external.password (not .Values.opensearch.external.user) -}}
    {{- fail "\n\nopensearch.external.password is set without opensearch.external.user." -}}
  {{- end -}}
  {{- if and (gt (int .Values.console.replicas) 1) .Values.console.persistence.enabled (not .Values.console.persistence.existingClaim) (not (has "ReadWriteMany" .Values.console.persistence.accessModes)) -}}
    {{- fail (printf "\n\nconsole.replicas is %v and its volume is mounted by one node at a time. Use 1, console.persistence.accessModes [ReadWriteMany], or console.persistence.enabled false." .Values.console.replicas) -}}
  {{- end -}}
{{- end -}}
{{- range $key := list "data" "roles" -}}
  {{- if hasKey $.Values.settings $key -}}
    {{- fail (printf "\n\nsettings.%s is the chart's own; leave it out." $key) -}}
  {{- end -}}
{{- end -}}
{{- if hasKey (default dict .Values.settings.store) "kind" -}}
  {{- fail "\n\nsettings.store.kind follows from mode; leave it out." -}}
{{- end -}}
{{- if and .Values.ingress.enabled (not .Values.ingress.host) -}}
  {{- fail "\n\ningress.host is empty: the console answers only to names it knows." -}}
{{- end -}}
{{- if and .Values.httpRoute.enabled (not (and .Values.httpRoute.hostnames .Values.httpRoute.parentRefs)) -}}
  {{- fail "\n\nhttpRoute needs hostnames, the names it is called by, and parentRefs, the Gateway it belongs to." -}}
{{- end -}}
{{- if and .Values.weather.enabled (not .Values.weather.cities) -}}
  {{- fail "\n\nweather.enabled without weather.cities: name at least one." -}}
{{- end -}}
{{- end -}}
