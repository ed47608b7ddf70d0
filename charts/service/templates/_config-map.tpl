{{- define "service.configMap" -}}
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ include "service.name" . }}
  labels:
    {{- include "service.labels" . | nindent 4 }}
data:
  {{- range $name, $value := .Values.environment }}
  {{ $name }}: {{ $value | quote }}
  {{- end }}
{{- end }}
