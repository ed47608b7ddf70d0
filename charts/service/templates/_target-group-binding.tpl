{{- define "service.targetGroupBinding" -}}
apiVersion: elbv2.k8s.aws/v1beta1
kind: TargetGroupBinding
metadata:
  name: {{ include "service.name" . }}
  labels:
    {{- include "service.labels" . | nindent 4 }}
spec:
  # Terraform owns the load balancer, its target group and the security groups' rules.
  targetGroupARN: {{ .Values.targetGroupArn }}
  targetType: ip
  serviceRef:
    name: {{ include "service.name" . }}
    port: {{ .Values.port }}
{{- end }}
