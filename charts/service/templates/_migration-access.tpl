{{/* What the migration's pod needs before it starts: the database's address, and the way there. */}}
{{- define "service.migrationAccess" -}}
{{- $secret := include "service.databaseSecret" . | fromJson -}}
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata:
  name: {{ include "service.migrationName" . }}
  labels:
    {{- include "service.migrationLabels" . | nindent 4 }}
  annotations:
    {{- include "service.migrationHook" . | nindent 4 }}
    helm.sh/hook-weight: "-10"
spec:
  {{- include "service.externalSecretSpec" (dict "name" (include "service.migrationName" .) "secret" $secret) | nindent 2 }}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ include "service.migrationName" . }}
  labels:
    {{- include "service.migrationLabels" . | nindent 4 }}
  annotations:
    {{- include "service.migrationHook" . | nindent 4 }}
    helm.sh/hook-weight: "-10"
spec:
  podSelector:
    matchLabels:
      {{- include "service.migrationSelector" . | nindent 6 }}
  policyTypes: [Ingress, Egress]
  ingress: []
  egress:
    {{- include "service.egressToNames" . | nindent 4 }}
    {{- range .Values.network.stores }}
    {{- if eq .store "aurora" }}
    {{- include "service.egressToStore" (dict "port" .port "ranges" $.Values.network.dataRanges) | nindent 4 }}
    {{- end }}
    {{- end }}
{{- end }}
