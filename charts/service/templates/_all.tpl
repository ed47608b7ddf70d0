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
{{- if .Values.targetGroupArn }}
---
{{ include "service.targetGroupBinding" . }}
{{- end }}
{{- end }}
