import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { Deployment } from 'kubernetes-models/apps/v1';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2';
import { Ingress } from 'kubernetes-models/networking.k8s.io/v1';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { Service, ServiceAccount } from 'kubernetes-models/v1';
import { parseAllDocuments } from 'yaml';
import { type Environment, readConfig } from '../../api/config.ts';
import { createAuthority } from '../../toolbox/certificate-authority.ts';
import { runCommand } from '../../toolbox/command.ts';
import { describeWith, findProgram } from '../chaos/system-program.ts';

const CHART = resolve(import.meta.dirname, '../../deploy/helm/gatepost');
const helm = await findProgram('helm', [...(process.env.PATH ?? '').split(delimiter), join(homedir(), 'go', 'bin')]);

const KINDS = { Deployment, HorizontalPodAutoscaler, Ingress, PodDisruptionBudget, Service, ServiceAccount };

const REQUIRED = [
  'publicUrl=https://mail.acme.test',
  'database.secretName=pg-app',
  'encryption.secretName=gatepost-key',
  'admin.secretName=gatepost-admin',
];

interface Variable {
  name: string;
  value?: string;
  valueFrom?: { secretKeyRef: { name: string; key: string } };
}

/** What of a manifest is looked at. */
interface Manifest {
  kind: keyof typeof KINDS;
  metadata: { name: string };
  // biome-ignore lint/suspicious/noExplicitAny: each kind has fields of its own
  spec: any;
}

const run = (...words: string[]) => runCommand(helm ?? '', words);
const settings = (values: readonly string[]) => values.flatMap((value) => ['--set-string', value]);
const flags = (values: readonly string[]) => values.flatMap((value) => ['--set', value]);

async function render(further: readonly string[] = [], switches: readonly string[] = []): Promise<Manifest[]> {
  const values = [...settings([...REQUIRED, ...further]), ...flags(switches)];
  const { code, stdout, output } = await run('template', 'cloud', CHART, '--kube-version', '1.30.0', ...values);
  if (code !== 0) throw new Error(output);
  return parseAllDocuments(stdout)
    .map((document) => document.toJS())
    .filter(Boolean);
}

const named = (manifests: readonly Manifest[], kind: string, name: string) =>
  manifests.find((each) => each.kind === kind && each.metadata.name === name)?.spec;

const containerOf = (deployment: Manifest['spec']) => deployment.template.spec.containers[0];

/** As the container would see it, with secrets from elsewhere. */
function environmentOf(deployment: Manifest['spec']): Environment {
  const secrets: Record<string, string> = {
    'pg-app/uri': 'postgresql://app:word@pg-rw.mail:5432/app',
    'pg-app/direct': 'postgresql://app:word@pg-rw.mail:5432/app',
    'gatepost-key/encryption-key': Buffer.alloc(32, 1).toString('base64'),
    'gatepost-admin/password': 'long enough',
  };
  const variables: Variable[] = containerOf(deployment).env;
  const image = { GATEPOST_HOST: '0.0.0.0', GATEPOST_PORT: '9443' };
  const given = variables.map(({ name, value, valueFrom }) => {
    return [name, value ?? secrets[`${valueFrom?.secretKeyRef.name}/${valueFrom?.secretKeyRef.key}`]];
  });
  return { ...image, ...Object.fromEntries(given) };
}

describeWith(helm, 'helm (Go: helm.sh/helm/v3/cmd/helm)')('the chart', () => {
  test('is without fault to helm lint', async () => {
    const { code, output } = await run('lint', '--strict', CHART, ...settings(REQUIRED));
    expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('0 chart(s) failed') });
  });

  test('makes manifests that fit the schemas of Kubernetes, with all that there is to switch on', async () => {
    const further = ['tls.secretName=pair', 'database.authorityConfigMap=ca', 'database.directUrlKey=direct'];
    const address = ['ingress.host=mail.acme.test', 'ingress.tlsSecretName=mail-tls', 'ingress.className=nginx'];
    const variable = ['env.GATEPOST_SMTP_ALLOW=10.0.0.0/8'];
    const switches = ['ingress.enabled=true', 'worker.autoscaling.enabled=true'];
    const manifests = await render([...further, ...address, ...variable], switches);
    expect(manifests.map(({ kind }) => kind).sort()).toEqual([
      ...['Deployment', 'Deployment', 'HorizontalPodAutoscaler', 'Ingress'],
      ...['PodDisruptionBudget', 'PodDisruptionBudget', 'Service', 'ServiceAccount'],
    ]);
    for (const manifest of manifests) {
      const model = new KINDS[manifest.kind](manifest as never);
      expect(() => model.validate()).not.toThrow();
    }
  });

  test('says what comes next in notes that name its Deployment', async () => {
    const notes = await readFile(join(CHART, 'templates/NOTES.txt'), 'utf8');
    const said = notes.replaceAll('{{ .Release.Name }}', 'cloud').replaceAll('{{ .Release.Namespace }}', 'mail');
    const [, name = ''] = /^ +kubectl --namespace mail rollout status deployment\/(\S+)$/m.exec(said) ?? [];
    expect(named(await render(), 'Deployment', name)).toBeDefined();
  });

  test('runs processes that answer and processes that send, with settings that the program takes', async () => {
    const manifests = await render();
    const [api, worker] = ['cloud-api', 'cloud-worker'].map((name) => named(manifests, 'Deployment', name));
    const read = (deployment: Manifest['spec']) => readConfig(environmentOf(deployment), () => '').scale.roles;
    expect([...read(api)]).toEqual(['api']);
    expect([...read(worker)].sort()).toEqual(['housekeeping', 'mail']);
    expect([api.replicas, worker.replicas]).toEqual([2, 2]);
    for (const deployment of [api, worker]) {
      const { livenessProbe, readinessProbe, startupProbe, securityContext } = containerOf(deployment);
      expect(livenessProbe.httpGet).toMatchObject({ path: '/livez', scheme: 'HTTP' });
      expect(startupProbe.httpGet.path).toBe('/livez');
      expect(readinessProbe.httpGet.path).toBe('/readyz');
      expect(securityContext).toMatchObject({ readOnlyRootFilesystem: true, allowPrivilegeEscalation: false });
    }
  });

  test('takes the certificate of a secret, and probes by HTTPS then', async () => {
    const api = named(await render(['tls.secretName=pair']), 'Deployment', 'cloud-api');
    const authority = await createAuthority();
    const { certificatePem, privateKeyPem } = await authority.issueServer(['mail.acme.test']);
    const read = (path: string) => (path.endsWith('.key') ? privateKeyPem : certificatePem);
    expect(() => readConfig(environmentOf(api), read)).not.toThrow();
    expect(environmentOf(api)).not.toHaveProperty('GATEPOST_TRUST_PROXY');
    expect(containerOf(api).livenessProbe.httpGet.scheme).toBe('HTTPS');
  });

  test('keeps one of each running, and scales what sends by the age of due mail', async () => {
    const manifests = await render([], ['worker.autoscaling.enabled=true']);
    for (const name of ['cloud-api', 'cloud-worker']) {
      const budget = named(manifests, 'PodDisruptionBudget', name);
      expect(budget.minAvailable).toBe(1);
      const { labels } = named(manifests, 'Deployment', name).template.metadata;
      expect(labels).toMatchObject(budget.selector.matchLabels);
    }
    const { metrics, scaleTargetRef } = named(manifests, 'HorizontalPodAutoscaler', 'cloud-worker');
    expect(scaleTargetRef.name).toBe('cloud-worker');
    expect(metrics[0].external).toMatchObject({
      metric: { name: 'gatepost_outbox_due_seconds' },
      target: { type: 'Value', value: '30' },
    });
    expect(named(manifests, 'Deployment', 'cloud-worker')).not.toHaveProperty('replicas');
  });

  test('reads every secret by its name, and has no place for one', async () => {
    const variables: Variable[] = containerOf(named(await render(), 'Deployment', 'cloud-api')).env;
    const secret = variables.filter(({ name }) => /PASSWORD|KEY|DATABASE_URL/.test(name));
    expect(secret.map(({ valueFrom }) => valueFrom?.secretKeyRef.name).sort()).toEqual([
      'gatepost-admin',
      'gatepost-key',
      'pg-app',
    ]);
  });

  test.each(REQUIRED)('names %s when it is missing', async (value) => {
    const [path = ''] = value.split('=');
    const others = settings(REQUIRED.filter((each) => each !== value));
    const { code, output } = await run('template', 'cloud', CHART, '--kube-version', '1.30.0', ...others);
    expect({ code, output }).toEqual({ code: 1, output: expect.stringContaining(`/${path.replace('.', '/')}`) });
  });
});
