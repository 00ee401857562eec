{{/* The settings file of all pods; what single pods do differently they are told by flags. */}}
{{- define "acequia.settings" -}}
{{- $service := include "acequia.httpService" . -}}
{{- $names := list $service (printf "%s.%s" $service .Release.Namespace) (printf "%s.%s.svc" $service .Release.Namespace) (printf "%s.%s.svc.%s" $service .Release.Namespace .Values.clusterDomain) -}}
{{- if .Values.ingress.enabled }}{{ $names = append $names .Values.ingress.host }}{{ end -}}
{{- if .Values.httpRoute.enabled }}{{ $names = concat $names .Values.httpRoute.hostnames }}{{ end -}}
{{- $listen := list -}}
{{- range .Values.coap.ports }}{{ if eq .name "coap" }}{{ $listen = append $listen (printf "%s:%v" $.Values.listenAddress .port) }}{{ end }}{{ end -}}
{{- $http := dict "listen" (printf "%s:%v" .Values.listenAddress .Values.http.port) "names" ($names | uniq) -}}
{{- if .Values.http.tls.existingSecret -}}
{{- $_ := set $http "certificate" "/run/acequia/tls/tls.crt" -}}
{{- $_ := set $http "key" "/run/acequia/tls/tls.key" -}}
{{- end -}}
{{- $store := dict "kind" (ternary "opensearch" "embedded" (eq .Values.mode "cluster")) -}}
{{- if eq .Values.mode "cluster" }}{{ $_ := set $store "opensearch" (include "acequia.openSearchSettings" . | fromYaml) }}{{ end -}}
{{- $log := dict "format" "json" -}}
{{- $made := dict "data" "/data" "drain" .Values.drain "coap" (dict "listen" $listen) "http" $http "store" $store "log" $log -}}
{{- mergeOverwrite $made (deepCopy .Values.settings) | toYaml -}}
{{- end -}}

{{- define "acequia.openSearchSettings" -}}
{{- $external := .Values.opensearch.external -}}
{{- if .Values.opensearch.bundled.enabled -}}
urls: [{{ printf "http://%s:9200" (include "acequia.openSearchName" .) | quote }}]
replicas: 0
{{- else -}}
urls: {{ toJson $external.urls }}
{{- if $external.token }}
token-file: /run/acequia/opensearch/{{ $external.tokenKey }}
{{- else if $external.existingSecret }}
{{- if $external.user }}
user: {{ $external.user | quote }}
password-file: /run/acequia/opensearch/{{ $external.passwordKey }}
{{- else }}
token-file: /run/acequia/opensearch/{{ $external.tokenKey }}
{{- end }}
{{- else if $external.password }}
user: {{ $external.user | quote }}
password-file: /run/acequia/opensearch/{{ $external.passwordKey }}
{{- end }}
{{- if $external.caSecret }}
ca: /run/acequia/opensearch-ca/{{ $external.caKey }}
{{- end }}
{{- end }}
{{- end -}}

{{/* The ports of the addresses of OpenSearch, as a JSON array of whole numbers. */}}
{{- define "acequia.openSearchPorts" -}}
{{- $ports := list -}}
{{- range .Values.opensearch.external.urls -}}
{{- $url := urlParse . -}}
{{- $port := regexFind "[0-9]+$" (regexFind ":[0-9]+$" $url.host) -}}
{{- if not $port }}{{ $port = ternary "443" "80" (eq $url.scheme "https") }}{{ end -}}
{{- $ports = append $ports (int $port) -}}
{{- end -}}
{{- $ports | uniq | toJson -}}
{{- end -}}
