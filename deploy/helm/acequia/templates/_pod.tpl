{{/* What all pods have in common. Every pod satisfies the pod security standard "restricted". */}}

{{- define "acequia.podSecurity" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
# A volume of a thousand files is not walked through at each start.
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "acequia.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end -}}

{{/* Fields at the start of every pod. Services as variables (ACEQUIA_PORT and the like) would be
     taken for unknown settings. */}}
{{- define "acequia.podBasics" -}}
serviceAccountName: {{ include "acequia.serviceAccount" . }}
automountServiceAccountToken: false
enableServiceLinks: false
{{- with .Values.imagePullSecrets }}
imagePullSecrets: {{ toYaml . | nindent 2 }}
{{- end }}
securityContext: {{ include "acequia.podSecurity" . | nindent 2 }}
{{- end -}}

{{/* Where pods go. Takes (list $ COMPONENT VALUES). */}}
{{- define "acequia.placement" -}}
{{- $root := index . 0 -}}
{{- $component := index . 1 -}}
{{- $values := index . 2 -}}
{{- with $values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with $values.nodeSelector }}
nodeSelector: {{ toYaml . | nindent 2 }}
{{- end }}
{{- with $values.tolerations }}
tolerations: {{ toYaml . | nindent 2 }}
{{- end }}
{{- with $values.affinity }}
affinity: {{ toYaml . | nindent 2 }}
{{- end }}
{{- with $values.topologySpread }}
topologySpreadConstraints:
{{- range . }}
  - maxSkew: {{ default 1 .maxSkew }}
    topologyKey: {{ .topologyKey }}
    whenUnsatisfiable: {{ default "ScheduleAnyway" .whenUnsatisfiable }}
    labelSelector:
      matchLabels: {{ include "acequia.selector" (list $root $component) | nindent 8 }}
{{- end }}
{{- end }}
{{- end -}}

{{/* Annotations and labels of a server's pod: a changed setting or secret of ours starts new pods.
     Takes (list $ COMPONENT VALUES). */}}
{{- define "acequia.podMetadata" -}}
{{- $root := index . 0 -}}
{{- $values := index . 2 -}}
labels: {{ include "acequia.labels" (list $root (index . 1)) | nindent 2 }}
  {{- with $values.podLabels }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
annotations:
  checksum/settings: {{ include "acequia.settings" $root | sha256sum }}
  {{- with $root.Values.opensearch.external }}
  {{- if or .password .token }}
  checksum/opensearch: {{ list .password .token | toJson | sha256sum }}
  {{- end }}
  {{- end }}
  {{- with $root.Values.accounts.password }}
  checksum/accounts: {{ . | sha256sum }}
  {{- end }}
  {{- with $values.podAnnotations }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end -}}

{{- define "acequia.variables" -}}
- name: ACEQUIA_CONFIG
  value: /etc/acequia/acequia.yaml
# The image has this variable, and a variable outranks the file.
- name: ACEQUIA_HTTP_STRANGERS
  value: {{ dig "http" "strangers" "shut" .Values.settings }}
{{- with .Values.javaOptions }}
- name: JAVA_TOOL_OPTIONS
  value: {{ . | quote }}
{{- end }}
{{- with .Values.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "acequia.mounts" -}}
- name: settings
  mountPath: /etc/acequia
  readOnly: true
- name: data
  mountPath: /data
- name: tmp
  mountPath: /tmp
{{- if .Values.http.tls.existingSecret }}
- name: tls
  mountPath: /run/acequia/tls
  readOnly: true
{{- end }}
{{- if and (eq .Values.mode "cluster") (include "acequia.openSearchSecret" .) }}
- name: opensearch
  mountPath: /run/acequia/opensearch
  readOnly: true
{{- end }}
{{- if and (eq .Values.mode "cluster") .Values.opensearch.external.caSecret }}
- name: opensearch-ca
  mountPath: /run/acequia/opensearch-ca
  readOnly: true
{{- end }}
{{- end -}}

{{/* Volumes besides data. Takes (list $ IS-CONSOLE). Secrets are files, which only we can read. */}}
{{- define "acequia.volumes" -}}
{{- $root := first . -}}
- name: settings
  configMap:
    name: {{ include "acequia.fullname" $root }}
- name: tmp
  emptyDir:
    medium: Memory
    sizeLimit: 16Mi
{{- if $root.Values.http.tls.existingSecret }}
- name: tls
  secret:
    secretName: {{ $root.Values.http.tls.existingSecret }}
    defaultMode: 288 # 0440
{{- end }}
{{- if eq $root.Values.mode "cluster" }}
{{- with include "acequia.openSearchSecret" $root }}
- name: opensearch
  secret:
    secretName: {{ . }}
    defaultMode: 288 # 0440
{{- end }}
{{- with $root.Values.opensearch.external.caSecret }}
- name: opensearch-ca
  secret:
    secretName: {{ . }}
    defaultMode: 288 # 0440
{{- end }}
{{- end }}
{{- if last . }}
- name: accounts
  secret:
    secretName: {{ include "acequia.accountsSecret" $root }}
    defaultMode: 288 # 0440
{{- end }}
{{- end -}}

{{/* Without an account the console lets nobody in from outside. One container for each: the image
     has no shell. */}}
{{- define "acequia.accountContainers" -}}
{{- $accounts := .Values.accounts -}}
{{- range $step := list (dict "name" "administrator" "arguments" (list $accounts.administrator "--role=editor" (printf "--password-file=/run/acequia/accounts/%s" $accounts.passwordKey))) (dict "name" "program" "arguments" (list $accounts.program "--role=viewer" (printf "--token-file=/run/acequia/accounts/%s" $accounts.tokenKey))) }}
- name: account-of-{{ $step.name }}
  image: {{ include "acequia.image" (list $.Values.image $.Chart.AppVersion) }}
  imagePullPolicy: {{ $.Values.image.pullPolicy }}
  args: {{ toJson (concat (list "account" "add") $step.arguments) }}
  env: {{ include "acequia.variables" $ | nindent 4 }}
  resources: {{ toYaml $.Values.accounts.resources | nindent 4 }}
  securityContext: {{ include "acequia.containerSecurity" $ | nindent 4 }}
  volumeMounts: {{ include "acequia.mounts" $ | nindent 4 }}
    - name: accounts
      mountPath: /run/acequia/accounts
      readOnly: true
{{- end }}
{{- end -}}

{{/* The server. Takes (list $ VALUES ROLES RECEIVES). */}}
{{- define "acequia.serverContainer" -}}
{{- $root := index . 0 -}}
{{- $values := index . 1 -}}
- name: acequia
  image: {{ include "acequia.image" (list $root.Values.image $root.Chart.AppVersion) }}
  imagePullPolicy: {{ $root.Values.image.pullPolicy }}
  args: {{ toJson (concat (list "serve" "--roles" (index . 2)) $values.extraArguments) }}
  env: {{ include "acequia.variables" $root | nindent 4 }}
  ports:
    - name: http
      containerPort: {{ $root.Values.http.port }}
      protocol: TCP
    {{- if index . 3 }}
    {{- range $root.Values.coap.ports }}
    - name: {{ .name }}
      containerPort: {{ .port }}
      protocol: {{ .protocol }}
    {{- end }}
    {{- end }}
  {{- include "acequia.probes" $root | nindent 2 }}
  resources: {{ toYaml $values.resources | nindent 4 }}
  securityContext: {{ include "acequia.containerSecurity" $root | nindent 4 }}
  volumeMounts: {{ include "acequia.mounts" $root | nindent 4 }}
{{- end -}}

{{/* /readyz asks the server's own CoAP socket, which asks the store; /livez fails when a thread of
     CoAP hangs, and not when the store is away, which no restart would mend. A process that hangs as
     a whole answers neither. */}}
{{- define "acequia.probes" -}}
{{- range $kind := list "startup" "readiness" "liveness" }}
{{ $kind }}Probe:
  httpGet:
    path: {{ ternary "/readyz" "/livez" (eq $kind "readiness") }}
    port: http
    scheme: {{ ternary "HTTPS" "HTTP" (not (empty $.Values.http.tls.existingSecret)) }}
  {{- toYaml (get $.Values.probes $kind) | nindent 2 }}
{{- end }}
{{- end -}}
