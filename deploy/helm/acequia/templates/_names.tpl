{{/* What things are called and how they are found. */}}

{{- define "acequia.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{/* At most 40 characters, so that what is put behind still makes a name of 63, 52 for a CronJob. */}}
{{- define "acequia.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else if contains (include "acequia.name" .) .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "acequia.name" .) | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "acequia.chart" -}}
{{- printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{/* Labels by which all pods of the release are selected; they never change. */}}
{{- define "acequia.releaseSelector" -}}
app.kubernetes.io/name: {{ include "acequia.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{/* Labels by which the pods of a component are selected. Takes (list $ COMPONENT). */}}
{{- define "acequia.selector" -}}
{{- include "acequia.releaseSelector" (first .) }}
app.kubernetes.io/component: {{ last . }}
{{- end -}}

{{/* All labels of an object. Takes (list $ COMPONENT). */}}
{{- define "acequia.labels" -}}
{{- $root := first . -}}
{{- include "acequia.selector" . }}
app.kubernetes.io/version: {{ $root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ $root.Release.Service }}
app.kubernetes.io/part-of: acequia
helm.sh/chart: {{ include "acequia.chart" $root }}
{{- with $root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* The component that devices reach. */}}
{{- define "acequia.coapComponent" -}}
{{- ternary "collector" "server" (eq .Values.mode "cluster") -}}
{{- end -}}

{{/* The component that people reach. */}}
{{- define "acequia.httpComponent" -}}
{{- ternary "console" "server" (eq .Values.mode "cluster") -}}
{{- end -}}

{{- define "acequia.coapService" -}}
{{ include "acequia.fullname" . }}-coap
{{- end -}}

{{- define "acequia.httpService" -}}
{{ include "acequia.fullname" . }}-console
{{- end -}}

{{- define "acequia.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "acequia.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{/* Takes an image of the values and the tag that holds when they have none. */}}
{{- define "acequia.image" -}}
{{- $image := first . -}}
{{- $name := $image.repository -}}
{{- with $image.registry }}{{ $name = printf "%s/%s" . $name }}{{ end -}}
{{- if $image.digest -}}
{{ $name }}@{{ $image.digest }}
{{- else -}}
{{ $name }}:{{ default (last .) $image.tag }}
{{- end -}}
{{- end -}}

{{/* The Secret with the password of the administrator and the token of programs. */}}
{{- define "acequia.accountsSecret" -}}
{{- default (printf "%s-accounts" (include "acequia.fullname" .)) .Values.accounts.existingSecret -}}
{{- end -}}

{{/* The Secret with the password or the token for OpenSearch, empty when it asks for none. */}}
{{- define "acequia.openSearchSecret" -}}
{{- $external := .Values.opensearch.external -}}
{{- if .Values.opensearch.bundled.enabled -}}
{{- else if $external.existingSecret -}}
{{ $external.existingSecret }}
{{- else if or $external.password $external.token -}}
{{ include "acequia.fullname" . }}-opensearch-login
{{- end -}}
{{- end -}}

{{- define "acequia.openSearchName" -}}
{{ include "acequia.fullname" . }}-opensearch
{{- end -}}
