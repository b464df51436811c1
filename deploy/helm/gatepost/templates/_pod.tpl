{{- define "gatepost.labels" -}}
app.kubernetes.io/name: gatepost
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{- define "gatepost.metadata" -}}
name: {{ .root.Release.Name }}-{{ .component }}
labels:
  {{- include "gatepost.labels" . | nindent 2 }}
  app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
  helm.sh/chart: {{ .root.Chart.Name }}-{{ .root.Chart.Version }}
{{- end }}

{{- /* A variable whose value stands in a secret. */ -}}
{{- define "gatepost.secret" -}}
- name: {{ .name }}
  valueFrom:
    secretKeyRef: { name: {{ .secret | quote }}, key: {{ .key | quote }} }
{{- end }}

{{- define "gatepost.environment" -}}
{{- $values := .root.Values -}}
- { name: GATEPOST_ROLES, value: {{ .roles | quote }} }
- { name: GATEPOST_PUBLIC_URL, value: {{ $values.publicUrl | quote }} }
- { name: GATEPOST_ADMIN_USERNAME, value: {{ $values.admin.username | quote }} }
- { name: GATEPOST_ADMIN_EMAIL, value: {{ $values.admin.email | quote }} }
{{- if $values.tls.secretName }}
- { name: GATEPOST_TLS_CERTIFICATE_FILE, value: /etc/gatepost/tls/tls.crt }
- { name: GATEPOST_TLS_KEY_FILE, value: /etc/gatepost/tls/tls.key }
{{- else }}
- { name: GATEPOST_TRUST_PROXY, value: {{ required "trustProxy or tls.secretName says who ends TLS" $values.trustProxy | quote }} }
{{- end }}
{{ include "gatepost.secret" (dict "name" "GATEPOST_DATABASE_URL" "secret" $values.database.secretName "key" $values.database.urlKey) }}
{{- with $values.database.directUrlKey }}
{{ include "gatepost.secret" (dict "name" "GATEPOST_DATABASE_DIRECT_URL" "secret" $values.database.secretName "key" .) }}
{{- end }}
{{ include "gatepost.secret" (dict "name" "GATEPOST_ENCRYPTION_KEY" "secret" $values.encryption.secretName "key" $values.encryption.key) }}
{{ include "gatepost.secret" (dict "name" "GATEPOST_ADMIN_PASSWORD" "secret" $values.admin.secretName "key" $values.admin.passwordKey) }}
{{- if $values.database.authorityConfigMap }}
- { name: NODE_EXTRA_CA_CERTS, value: /etc/gatepost/database/{{ $values.database.authorityKey }} }
{{- end }}
{{- range $name, $value := $values.env }}
- { name: {{ $name }}, value: {{ $value | quote }} }
{{- end }}
{{- end }}

{{- define "gatepost.probe" -}}
httpGet: { path: {{ .path }}, port: http, scheme: {{ if .root.Values.tls.secretName }}HTTPS{{ else }}HTTP{{ end }} }
{{- end }}

{{- define "gatepost.deployment" -}}
{{- $values := .root.Values -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  {{- include "gatepost.metadata" . | nindent 2 }}
spec:
  {{- if not .isScaled }}
  replicas: {{ .own.replicas }}
  {{- end }}
  selector:
    matchLabels:
      {{- include "gatepost.labels" . | nindent 6 }}
  strategy:
    rollingUpdate: { maxUnavailable: 0, maxSurge: 1 }
  template:
    metadata:
      labels:
        {{- include "gatepost.labels" . | nindent 8 }}
      {{- with $values.podAnnotations }}
      annotations:
        {{- toYaml . | nindent 8 }}
      {{- end }}
    spec:
      serviceAccountName: {{ .root.Release.Name }}-gatepost
      automountServiceAccountToken: false
      # What is under way is finished before.
      terminationGracePeriodSeconds: 45
      {{- with $values.image.pullSecrets }}
      imagePullSecrets:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      securityContext:
        runAsNonRoot: true
        runAsUser: 1000
        runAsGroup: 1000
        fsGroup: 1000
        seccompProfile: { type: RuntimeDefault }
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels:
              {{- include "gatepost.labels" . | nindent 14 }}
      containers:
        - name: gatepost
          image: {{ printf "%s:%s" $values.image.repository ($values.image.tag | default .root.Chart.AppVersion) | quote }}
          imagePullPolicy: {{ $values.image.pullPolicy }}
          args: [serve]
          env:
            {{- include "gatepost.environment" . | nindent 12 }}
          ports:
            - { name: http, containerPort: 9443 }
          # The first start migrates the schema, which may take its time.
          startupProbe:
            {{- include "gatepost.probe" (dict "root" .root "path" "/livez") | nindent 12 }}
            periodSeconds: 5
            failureThreshold: 120
          livenessProbe:
            {{- include "gatepost.probe" (dict "root" .root "path" "/livez") | nindent 12 }}
            periodSeconds: 10
            timeoutSeconds: 5
          readinessProbe:
            {{- include "gatepost.probe" (dict "root" .root "path" "/readyz") | nindent 12 }}
            periodSeconds: 5
            timeoutSeconds: 5
          resources:
            {{- toYaml .own.resources | nindent 12 }}
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities: { drop: [ALL] }
          volumeMounts:
            - { name: temporary, mountPath: /tmp }
            {{- if $values.tls.secretName }}
            - { name: tls, mountPath: /etc/gatepost/tls, readOnly: true }
            {{- end }}
            {{- if $values.database.authorityConfigMap }}
            - { name: database-authority, mountPath: /etc/gatepost/database, readOnly: true }
            {{- end }}
      volumes:
        - { name: temporary, emptyDir: {} }
        {{- if $values.tls.secretName }}
        - { name: tls, secret: { secretName: {{ $values.tls.secretName | quote }} } }
        {{- end }}
        {{- if $values.database.authorityConfigMap }}
        - { name: database-authority, configMap: { name: {{ $values.database.authorityConfigMap | quote }} } }
        {{- end }}
      {{- with $values.nodeSelector }}
      nodeSelector:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with $values.tolerations }}
      tolerations:
        {{- toYaml . | nindent 8 }}
      {{- end }}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  {{- include "gatepost.metadata" . | nindent 2 }}
spec:
  minAvailable: {{ .own.minAvailable }}
  selector:
    matchLabels:
      {{- include "gatepost.labels" . | nindent 6 }}
{{- end }}
