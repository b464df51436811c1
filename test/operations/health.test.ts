import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { healthCommand } from '../../api/cli/health.ts';
import { type Config, readConfig } from '../../api/config.ts';
import type { Gatepost } from '../../api/start.ts';
import { createAuthority, type Issued } from '../../toolbox/certificate-authority.ts';
import { findFreePort } from '../../toolbox/free-port.ts';
import { createInstance, type Instance } from '../api/instance.ts';
import { commandCall } from './command-call.ts';
import { endAll, runGatepost } from './gatepost.ts';

const settings = (env: Record<string, string>): Config => readConfig(env, () => '');
const portOf = ({ listensAt }: Pick<Gatepost, 'listensAt'>) => Number(new URL(listensAt).port);

/** What it says and reports, or why it fails. */
async function health(config: Config, ...flags: string[]) {
  const said: string[] = [];
  const reported: object[] = [];
  const call = { flags: new Set(flags), report: (outcome: object) => void reported.push(outcome) };
  await healthCommand.run(commandCall({ config, say: (line) => void said.push(line), ...call }));
  return { said, reported };
}

describe('gatepost health', () => {
  let instance: Instance;
  let plain: Gatepost;
  beforeAll(async () => {
    instance = await createInstance();
    plain = await instance.start();
  });
  afterAll(async () => {
    await endAll();
    await plain.stop();
    await instance.drop();
  });

  const here = (env: Record<string, string> = {}) => settings({ GATEPOST_PORT: String(portOf(plain)), ...env });

  test('asks where the configuration says that it listens, and over loopback where that is everywhere', async () => {
    const url = `http://127.0.0.1:${portOf(plain)}`;
    expect(await health(here())).toEqual({
      said: [`Gatepost at ${url} is alive.`],
      reported: [{ url: `${url}/livez`, status: 200 }],
    });
    const everywhere = here({ GATEPOST_HOST: '0.0.0.0', GATEPOST_TRUST_PROXY: 'loopback' });
    expect(await health(everywhere)).toMatchObject({ reported: [{ url: `${url}/livez` }] });
  });

  test('fails while the process cannot do its work only where it is asked for that, and names what is missing', async () => {
    const { vitals } = plain.context;
    vitals.isStopping = true;
    try {
      expect((await health(here())).reported).toHaveLength(1);
      await expect(health(here(), 'ready')).rejects.toThrow(/is not ready.*\n.*running: The process is stopping\./);
    } finally {
      vitals.isStopping = false;
    }
    expect((await health(here(), 'ready')).said).toEqual([expect.stringMatching(/is ready\.$/)]);
  });

  test('says so where nobody listens, and where the port is any', async () => {
    const nobody = settings({ GATEPOST_PORT: String(await findFreePort()) });
    await expect(health(nobody)).rejects.toThrow(/http:\/\/127\.0\.0\.1:\d+ did not answer \(ECONNREFUSED\)/);
    await expect(health(settings({ GATEPOST_PORT: '0' }))).rejects.toThrow('GATEPOST_PORT is 0');
  });
});

describe('gatepost health of an API that serves TLS', () => {
  let directory: string;
  let pair: Issued;
  let instance: Instance;
  let secure: Gatepost;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'gatepost-health-'));
    // For the names that its clients know it by, none of which is loopback, and by an authority that nobody trusts.
    pair = await (await createAuthority()).issueServer(['mail.acme.test']);
    instance = await createInstance();
    secure = await instance.start({}, { certificate: pair.certificatePem, key: pair.privateKeyPem });
  });
  afterAll(async () => {
    await endAll();
    await secure.stop();
    await instance.drop();
    await rm(directory, { recursive: true, force: true });
  });

  async function written(): Promise<Record<string, string>> {
    const [certificate, key] = [join(directory, 'tls.crt'), join(directory, 'tls.key')];
    await Promise.all([writeFile(certificate, pair.certificatePem), writeFile(key, pair.privateKeyPem)]);
    return { GATEPOST_TLS_CERTIFICATE_FILE: certificate, GATEPOST_TLS_KEY_FILE: key };
  }

  test('the program finds it well over TLS, whatever name its certificate is for', async () => {
    const env = { ...(await written()), GATEPOST_PORT: String(portOf(secure)) };
    const { code, stdout } = await runGatepost(['health', '--ready', '--json'], env);
    expect({ code, ...JSON.parse(stdout) }).toEqual({
      code: 0,
      url: `https://127.0.0.1:${portOf(secure)}/readyz`,
      status: 200,
    });
  });

  test('the program ends with 1 where it is asked in plain text, which nobody answers', async () => {
    const { code, stderr } = await runGatepost(['health'], { GATEPOST_PORT: String(portOf(secure)) });
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('did not answer') });
  });
});

describe('gatepost health before something else', () => {
  let server: Server;
  let answer: (end: (status: number, body: string) => void) => void;
  let config: Config;
  beforeAll(async () => {
    server = createServer((_, response) => answer((status, body) => response.writeHead(status).end(body)));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    config = settings({ GATEPOST_PORT: String((server.address() as AddressInfo).port) });
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  test.each([
    ['another answer', 404, '<html>\u001b[2J'],
    ['readiness without checks', 503, '{"ready":false,"checks":null}'],
    ['more than readiness ever is', 503, `"${'x'.repeat(1_000_000)}"`],
  ])('takes %s for one that is not well, and repeats none of it', async (_, status, body) => {
    answer = (end) => end(status, body);
    const failed = await health(config, 'ready').catch((error: Error) => error.message);
    expect(failed).toBe(`Gatepost at http://127.0.0.1:${config.port} is not ready: it answered ${status}.`);
  });
});
