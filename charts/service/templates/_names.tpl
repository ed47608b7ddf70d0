{{/* One name for the service everywhere: chart, release, objects, DNS, labels. */}}
{{- define "service.name" -}}
{{- .Chart.Name -}}
{{- end }}

{{- define "service.selector" -}}
app.kubernetes.io/name: {{ include "service.name" . }}
{{- end }}

{{- define "service.labels" -}}
{{ include "service.selector" . }}
app.kubernetes.io/part-of: evermart
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/version: {{ .Values.image.version | splitList "@" | first | quote }}
{{- end }}

{{/* `evermart-dev/database/orders` -> `order-database-orders`: the Kubernetes secret that comes of it. */}}
{{- define "service.secretName" -}}
{{- $parts := splitList "/" .secret.secret | rest -}}
{{- printf "%s-%s" (include "service.name" .root) (join "-" $parts) -}}
{{- end }}

{{- define "service.image" -}}
{{- printf "%s:%s" .Values.image.repository .Values.image.version | quote -}}
{{- end }}

{{/* Empty while there is no version that could run. */}}
{{- define "service.released" -}}
{{- if ne .Values.image.version "none" }}true{{ end -}}
{{- end }}
