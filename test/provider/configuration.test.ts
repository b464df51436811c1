import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type ProviderBlock, readConfiguration } from '../../provider/client/configuration.ts';
import type { Environment } from '../../provider/client/environment.ts';
import { DiagnosticError } from '../../provider/framework/diagnostic.ts';
import { UNKNOWN } from '../../provider/framework/value.ts';
import { createAuthority } from '../../toolbox/certificate-authority.ts';

const EMPTY: ProviderBlock = {
  endpoint: null,
  username: null,
  password: null,
  realm: null,
  client_id: null,
  client_secret: null,
  token: null,
  ca_certificate_pem: null,
};
const ENDPOINT = { GATEPOST_ENDPOINT: 'https://api.acme.test' };

function read(block: Partial<ProviderBlock>, env: Environment = {}) {
  const warnings: string[] = [];
  const configuration = readConfiguration({ ...EMPTY, ...block }, env, (summary) => warnings.push(summary));
  return { configuration, warnings };
}

/** What is wrong, as `path: summary detail`. */
function fault(block: Partial<ProviderBlock>, env: Environment = {}): string {
  try {
    read(block, env);
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return error.diagnostics.map(({ path, summary, detail }) => `${path ?? ''}: ${summary} ${detail}`).join('\n');
  }
  throw new Error('nothing was wrong');
}

let folder: string;
let caPem: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatepost-configuration-'));
  caPem = (await createAuthority()).certificatePem;
});
afterAll(() => rm(folder, { recursive: true }));

describe('the provider is configured', () => {
  test('by the block alone, and the environment alone', () => {
    const block = { endpoint: 'https://api.acme.test/', username: 'anna', password: 'p', realm: 'admin/other' };
    const credentials = { kind: 'password', username: 'anna', password: 'p', realm: 'admin/other' };
    expect(read(block).configuration).toEqual({
      endpoint: 'https://api.acme.test',
      credentials,
      caCertificates: undefined,
    });
    const env = { ...ENDPOINT, GATEPOST_USERNAME: 'anna', GATEPOST_PASSWORD: 'p', GATEPOST_REALM: 'admin/other' };
    expect(read({}, env).configuration).toEqual(read(block).configuration);
  });

  test('in the realm of the cloud managers unless another is named', () => {
    const { configuration } = read({ username: 'anna', password: 'p' }, ENDPOINT);
    expect(configuration).toMatchObject({ credentials: { realm: 'admin/default-idp-1' } });
  });

  test('with each kind of credential', () => {
    const registration = { client_id: 'i', client_secret: 's' };
    expect(read(registration, ENDPOINT).configuration).toMatchObject({
      credentials: { kind: 'client_credentials', ...registration },
    });
    expect(read({ token: 't' }, ENDPOINT).configuration).toMatchObject({ credentials: { kind: 'token', token: 't' } });
  });

  test('with the credentials of the block, those of the environment being ignored', () => {
    const env = { ...ENDPOINT, GATEPOST_TOKEN: 'from the environment', GATEPOST_USERNAME: 'x', GATEPOST_PASSWORD: 'y' };
    expect(read({ token: 'mine' }, env).configuration).toMatchObject({ credentials: { kind: 'token', token: 'mine' } });
  });

  test('with a CA certificate from the block, else from the file', async () => {
    const file = join(folder, 'ca.pem');
    await writeFile(file, caPem);
    const env = { ...ENDPOINT, GATEPOST_TOKEN: 't', GATEPOST_CA_CERTIFICATE_FILE: file };
    expect(read({}, env).configuration).toMatchObject({ caCertificates: caPem });
    const own = `# own\n${caPem}`;
    expect(read({ ca_certificate_pem: own }, env).configuration).toMatchObject({ caCertificates: own });
  });

  test('later, where part of it is unknown: then the names of what is unknown come back', () => {
    const env = { ...ENDPOINT, GATEPOST_TOKEN: 't' };
    expect(read({ endpoint: UNKNOWN }, env).configuration).toEqual(['endpoint']);
    expect(read({ endpoint: UNKNOWN, username: 'anna', password: UNKNOWN }).configuration).toEqual([
      'endpoint',
      'password',
    ]);
    expect(read({ realm: UNKNOWN }, env).configuration).toEqual(['realm']);
  });
});

describe('what is wrong says what to set', () => {
  test('when there is no endpoint', () => {
    expect(fault({ token: 't' })).toMatch(/Set `endpoint` of the provider, or GATEPOST_ENDPOINT/);
  });

  test('when there are no credentials', () => {
    expect(fault({}, ENDPOINT)).toMatch(/`username` and `password`.*GATEPOST_USERNAME/);
  });

  test('when there are credentials of two kinds, in the block or in the environment', () => {
    expect(fault({ username: 'a', password: 'b', token: 't' }, ENDPOINT)).toMatch(/^token: More than one kind/);
    expect(fault({}, { ...ENDPOINT, GATEPOST_TOKEN: 't', GATEPOST_CLIENT_ID: 'i' })).toMatch(
      /GATEPOST_CLIENT_ID, GATEPOST_TOKEN are set/,
    );
  });

  test('when half of a pair is missing, also where the environment has it', () => {
    expect(fault({ username: 'a' }, ENDPOINT)).toMatch(/^password: `password` is missing/);
    expect(fault({ username: 'a' }, { ...ENDPOINT, GATEPOST_PASSWORD: 'p' })).toMatch(/the environment is ignored/);
    expect(fault({}, { ...ENDPOINT, GATEPOST_CLIENT_SECRET: 's' })).toMatch(/^: GATEPOST_CLIENT_ID is missing/);
  });

  test.each([
    'api.acme.test',
    'ftp://api.acme.test',
    'https://a:b@api.acme.test',
    'https://api.acme.test/api',
    'https://x.test?a=b',
  ])('when the endpoint is %s', (endpoint) => {
    expect(fault({ endpoint, token: 't' })).toMatch(/^endpoint: The endpoint is not usable/);
  });

  test('when the CA certificate is none, or its file is not there', () => {
    expect(fault({ token: 't', ca_certificate_pem: 'x' }, ENDPOINT)).toMatch(
      /^ca_certificate_pem: .*BEGIN CERTIFICATE/,
    );
    const env = { ...ENDPOINT, GATEPOST_TOKEN: 't', GATEPOST_CA_CERTIFICATE_FILE: join(folder, 'none') };
    expect(fault({}, env)).toMatch(/GATEPOST_CA_CERTIFICATE_FILE can not be read.*ENOENT/);
  });

  test('and never quotes a secret', () => {
    expect(fault({ username: 'a', password: 'a secret', token: 'another' }, ENDPOINT)).not.toMatch(/a secret|another/);
  });
});

test.each([
  ['http://api.acme.test', 1],
  ['http://127.0.0.1:9443', 0],
  ['http://localhost', 0],
  ['http://[::1]:1', 0],
  ['https://api.acme.test', 0],
])('credentials that go to %s are worth %i warnings', (endpoint, count) => {
  expect(read({ endpoint, token: 't' }).warnings).toHaveLength(count);
});
