{{- define "service.all" -}}
{{- include "service.serviceAccount" . }}
---
{{ include "service.configMap" . }}
{{- range .Values.secrets }}
---
{{ include "service.externalSecret" (dict "root" $ "secret" .) }}
{{- end }}
---
{{ include "service.networkPolicy" . }}
---
{{ include "service.service" . }}
---
{{ include "service.deployment" . }}
---
{{ include "service.podDisruptionBudget" . }}
{{- if include "service.released" . }}
---
{{ include "service.horizontalPodAutoscaler" . }}
{{- if ne (include "service.databaseSecret" .) "null" }}
---
{{ include "service.migrationAccess" . }}
---
{{ include "service.migrationJob" . }}
{{- end }}
{{- end }}
{{- if .Values.targetGroupArn }}
---
{{ include "service.targetGroupBinding" . }}
{{- end }}
{{- end }}
