{{- define "service.serviceAccount" -}}
apiVersion: v1
kind: ServiceAccount
metadata:
  # EKS Pod Identity knows the service's role by this name; see the stack `cluster`.
  name: {{ include "service.name" . }}
  labels:
    {{- include "service.labels" . | nindent 4 }}
# No service talks to the Kubernetes API. The token of Pod Identity is mounted by EKS itself.
automountServiceAccountToken: false
{{- end }}
