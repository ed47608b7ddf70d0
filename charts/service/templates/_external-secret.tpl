{{- define "service.externalSecret" -}}
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata:
  name: {{ include "service.secretName" . }}
  labels:
    {{- include "service.labels" .root | nindent 4 }}
spec:
  {{- include "service.externalSecretSpec" (dict "name" (include "service.secretName" .) "secret" .secret) | nindent 2 }}
{{- end }}

{{- define "service.externalSecretSpec" -}}
secretStoreRef:
  kind: ClusterSecretStore
  name: secrets-manager
# A changed value reaches the Kubernetes secret within the hour, and a pod when it starts.
refreshInterval: 1h
dataFrom:
  - extract:
      key: {{ .secret.secret }}
target:
  name: {{ .name }}
  creationPolicy: Owner
  # What was read stays if Secrets Manager can't be asked.
  deletionPolicy: Retain
  template:
    engineVersion: v2
    data:
      {{- range $name, $template := .secret.environment }}
      {{ $name }}: {{ $template | quote }}
      {{- end }}
{{- end }}
