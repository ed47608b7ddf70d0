{{- define "service.networkPolicy" -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ include "service.name" . }}
  labels:
    {{- include "service.labels" . | nindent 4 }}
spec:
  podSelector:
    matchLabels:
      {{- include "service.selector" . | nindent 6 }}
  policyTypes: [Ingress, Egress]
  {{- with .Values.network }}
  {{- if or .callers .publicFrom }}
  ingress:
    - from:
        {{- range .callers }}
        - podSelector:
            matchLabels:
              app.kubernetes.io/name: {{ . }}
        {{- end }}
        {{- range .publicFrom }}
        - ipBlock:
            cidr: {{ . }}
        {{- end }}
      ports:
        - port: {{ $.Values.port }}
  {{- else }}
  ingress: []
  {{- end }}
  egress:
    {{- include "service.egressToNames" . | nindent 4 }}
    # The agent of EKS Pod Identity on the node, which hands out the role's credentials.
    - to:
        - ipBlock:
            cidr: 169.254.170.23/32
      ports:
        - port: 80
    # AWS, and payment providers. DynamoDB and S3 have public addresses, reached without leaving AWS.
    - to:
        - ipBlock:
            cidr: 0.0.0.0/0
            except:
              - 169.254.0.0/16
              {{- range .dataRanges }}
              - {{ . }}
              {{- end }}
      ports:
        - port: 443
    {{- range .callees }}
    - to:
        - podSelector:
            matchLabels:
              app.kubernetes.io/name: {{ .service }}
      ports:
        - port: {{ .port }}
    {{- end }}
    {{- $ranges := .dataRanges }}
    {{- range .stores }}
    # {{ .store }}
    {{- include "service.egressToStore" (dict "port" .port "ranges" $ranges) | nindent 4 }}
    {{- end }}
  {{- end }}
{{- end }}
