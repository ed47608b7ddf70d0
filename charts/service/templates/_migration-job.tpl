{{/* The secret with the database's address, as JSON; `null` for a service without a database. */}}
{{- define "service.databaseSecret" -}}
{{- $found := "null" -}}
{{- range .Values.secrets }}{{- if hasKey .environment "DATABASE_URL" }}{{- $found = toJson . }}{{- end }}{{- end -}}
{{- $found -}}
{{- end }}

{{- define "service.migrationName" -}}
{{ include "service.name" . }}-migration
{{- end }}

{{/* Not the service's own: its Service must not send requests to the job's pod. */}}
{{- define "service.migrationSelector" -}}
app.kubernetes.io/name: {{ include "service.migrationName" . }}
{{- end }}

{{- define "service.migrationLabels" -}}
{{ include "service.migrationSelector" . }}
app.kubernetes.io/part-of: evermart
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{- define "service.migrationHook" -}}
helm.sh/hook: pre-install,pre-upgrade
# What the last release left is replaced; what this one leaves can be looked at.
helm.sh/hook-delete-policy: before-hook-creation
{{- end }}

{{/*
Brings the schema up to date before the new pods start, while the old ones still run: so a schema is only ever expanded.
One job at a time by an advisory lock of the database; where that is a read-only replica, the job does nothing. Hooks
run before the release's other objects, so it brings its secret and its network policy along.
*/}}
{{- define "service.migrationJob" -}}
apiVersion: batch/v1
kind: Job
metadata:
  name: {{ include "service.migrationName" . }}
  labels:
    {{- include "service.migrationLabels" . | nindent 4 }}
  annotations:
    {{- include "service.migrationHook" . | nindent 4 }}
    helm.sh/hook-weight: "0"
spec:
  # A second job that finds the lock taken fails, and tries again later.
  backoffLimit: 4
  activeDeadlineSeconds: {{ .Values.migration.timeoutSeconds }}
  template:
    metadata:
      labels:
        {{- include "service.migrationLabels" . | nindent 8 }}
      annotations:
        # It ends by itself, within minutes: a node waits for it.
        karpenter.sh/do-not-disrupt: "true"
    spec:
      restartPolicy: Never
      automountServiceAccountToken: false
      enableServiceLinks: false
      securityContext:
        {{- include "service.podSecurity" . | nindent 8 }}
      containers:
        - name: migration
          image: {{ include "service.image" . }}
          imagePullPolicy: IfNotPresent
          args: {{ toJson .Values.migration.args }}
          {{- with .Values.environment.NODE_EXTRA_CA_CERTS }}
          env:
            - name: NODE_EXTRA_CA_CERTS
              value: {{ . | quote }}
          {{- end }}
          envFrom:
            - secretRef:
                name: {{ include "service.migrationName" . }}
          resources:
            {{- toYaml .Values.resources | nindent 12 }}
          securityContext:
            {{- include "service.containerSecurity" . | nindent 12 }}
{{- end }}
