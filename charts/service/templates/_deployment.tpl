{{- define "service.deployment" -}}
{{- with .Values.shutdown }}
{{- if le (int .terminationGraceSeconds) (int .preStopSeconds) }}
{{- fail (printf "shutdown.terminationGraceSeconds: %v: a pod would be killed while it still answers; more than shutdown.preStopSeconds (%v)" .terminationGraceSeconds .preStopSeconds) }}
{{- end }}
{{- end }}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "service.name" . }}
  labels:
    {{- include "service.labels" . | nindent 4 }}
spec:
  {{- if not (include "service.released" .) }}
  # There is no image yet that could run. From the first release on the autoscaler says how many pods run.
  replicas: 0
  {{- end }}
  revisionHistoryLimit: 3
  selector:
    matchLabels:
      {{- include "service.selector" . | nindent 6 }}
  strategy:
    rollingUpdate:
      maxSurge: 25%
      maxUnavailable: 0
  template:
    metadata:
      labels:
        {{- include "service.labels" . | nindent 8 }}
      annotations:
        # Pods read their environment once, so a changed one replaces them.
        evermart/environment: {{ toJson .Values.environment | sha256sum | trunc 16 }}
    spec:
      serviceAccountName: {{ include "service.name" . }}
      automountServiceAccountToken: false
      enableServiceLinks: false
      terminationGracePeriodSeconds: {{ .Values.shutdown.terminationGraceSeconds }}
      securityContext:
        {{- include "service.podSecurity" . | nindent 8 }}
      topologySpreadConstraints:
        {{- range $key := list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
        - topologyKey: {{ $key }}
          maxSkew: 1
          # A zone that is gone must not keep its pods from running elsewhere.
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels:
              {{- include "service.selector" $ | nindent 14 }}
          matchLabelKeys: [pod-template-hash]
        {{- end }}
      containers:
        - name: {{ include "service.name" . }}
          image: {{ include "service.image" . }}
          imagePullPolicy: IfNotPresent
          ports:
            - name: http
              containerPort: {{ .Values.port }}
          envFrom:
            - configMapRef:
                name: {{ include "service.name" . }}
            {{- range .Values.secrets }}
            - secretRef:
                name: {{ include "service.secretName" (dict "root" $ "secret" .) }}
                optional: {{ .optional }}
            {{- end }}
          startupProbe:
            httpGet:
              path: /health/live
              port: http
            periodSeconds: 1
            timeoutSeconds: 2
            failureThreshold: 60
          livenessProbe:
            httpGet:
              path: /health/live
              port: http
            periodSeconds: 10
            timeoutSeconds: 5
            failureThreshold: 6
          readinessProbe:
            httpGet:
              path: /health/ready
              port: http
            periodSeconds: 5
            # Longer than the service waits for its stores.
            timeoutSeconds: 4
            failureThreshold: 2
          lifecycle:
            preStop:
              # There is no shell in the image.
              sleep:
                seconds: {{ .Values.shutdown.preStopSeconds }}
          resources:
            {{- toYaml .Values.resources | nindent 12 }}
          securityContext:
            {{- include "service.containerSecurity" . | nindent 12 }}
          volumeMounts:
            - name: tmp
              mountPath: /tmp
      volumes:
        - name: tmp
          emptyDir:
            sizeLimit: 64Mi
{{- end }}
