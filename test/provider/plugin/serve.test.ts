import { X509Certificate } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { connect } from 'node:http2';
import { connect as connectNet, createServer as createNetServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { connect as connectTls, type SecureVersion } from 'node:tls';
import { credentials } from '@grpc/grpc-js';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { frameMessage } from '../../../provider/plugin/grpc-frame.ts';
import { encode } from '../../../provider/plugin/proto/encode.ts';
import { listenOnFreePort } from '../../../toolbox/free-port.ts';
import { waitUntil } from '../../../toolbox/poll.ts';
import { type ClientIdentity, createClientIdentity, createIssuedIdentity } from './client-certificate.ts';
import { textShape } from './echo.ts';
import { GrpcCaller } from './grpc-caller.ts';
import { cookie, endPlugins, fieldsOf, startPlugin } from './plugin-child.ts';

type Fields = string[];

let engine: ClientIdentity;
let impostor: ClientIdentity;
const directory = mkdtempSync(join(tmpdir(), 'serve-test-'));
const longDirectory = join(directory, 'x'.repeat(80));
const callers: GrpcCaller[] = [];

beforeAll(async () => {
  const identity = await createClientIdentity();
  engine = identity;
  impostor = await createIssuedIdentity(identity);
});

afterEach(async () => {
  for (const caller of callers.splice(0)) caller.close();
  await endPlugins();
});

afterAll(() => rmSync(directory, { recursive: true }));

const targetOf = ([, , network, text]: Fields) => (network === 'unix' ? `unix:${text}` : String(text));

function serverPem(fields: Fields): string {
  return new X509Certificate(Buffer.from(String(fields[5]), 'base64')).toString();
}

function call(target: string, channel = credentials.createInsecure()): GrpcCaller {
  const caller = new GrpcCaller(target, channel, { 'grpc.ssl_target_name_override': 'localhost' });
  callers.push(caller);
  return caller;
}

function callSecurely(fields: Fields, client: ClientIdentity): GrpcCaller {
  const [roots, key, certificate] = [serverPem(fields), client.key, client.certificate].map((pem) => Buffer.from(pem));
  return call(targetOf(fields), credentials.createSsl(roots, key, certificate));
}

/** Whether a client with this certificate, or none, gets an answer to a call. */
function isAnswered(
  fields: Fields,
  client: Partial<ClientIdentity>,
  alpn = 'h2',
  maxVersion: SecureVersion = 'TLSv1.3',
) {
  const createConnection = () =>
    connectTls({
      ...{ path: fields[3], ca: serverPem(fields), servername: 'localhost', ALPNProtocols: [alpn], maxVersion },
      ...{ minVersion: 'TLSv1', key: client.key, cert: client.certificate },
    });
  return new Promise<boolean>((resolve) => {
    const session = connect('https://localhost', { createConnection });
    session.on('error', () => resolve(false)).on('close', () => resolve(false));
    const stream = session.request({
      ':method': 'POST',
      ':path': '/echo.Echo/Say',
      'content-type': 'application/grpc',
    });
    stream.on('error', () => resolve(false)).on('response', () => resolve(true));
    stream.on('close', () => session.destroy()).end(Buffer.alloc(5));
    stream.resume();
  });
}

describe('a plugin started by a person', () => {
  test('explains itself on stderr, prints nothing on stdout and exits with 1', async () => {
    const environments: Record<string, string>[] = [{}, { ECHO_COOKIE: 'wrong' }];
    for (const environment of environments) {
      const plugin = startPlugin(environment);
      expect((await plugin.result).code).toBe(1);
      expect(plugin.printed.stdout).toBe('');
      expect(plugin.printed.stderr).toContain('This is a plugin. Something else starts it.');
    }
  });
});

describe('a plugin started with a client certificate', () => {
  test('announces six fields, a private socket and an unpadded certificate, and answers that client', async () => {
    const plugin = startPlugin({ ...cookie, PLUGIN_CLIENT_CERT: engine.certificate });
    const fields = await fieldsOf(plugin);
    expect(fields).toEqual(['1', '6', 'unix', expect.stringMatching(/^\//), 'grpc', expect.not.stringMatching(/=|\n/)]);
    expect(statSync(dirname(String(fields[3]))).mode & 0o777).toBe(0o700);
    const caller = callSecurely(fields, engine);
    expect(await caller.call('/echo.Echo/Say', textShape, { text: 'hello' })).toEqual({ text: 'hello' });
  });

  test('refuses a wrong certificate, none, one signed with the right key, and old TLS, and still serves', async () => {
    const plugin = startPlugin({ ...cookie, PLUGIN_CLIENT_CERT: engine.certificate });
    const fields = await fieldsOf(plugin);
    expect(await isAnswered(fields, await createClientIdentity())).toBe(false);
    expect(await isAnswered(fields, {})).toBe(false);
    expect(await isAnswered(fields, impostor)).toBe(false);
    expect(await isAnswered(fields, engine, 'h2', 'TLSv1.1')).toBe(false);
    expect(await isAnswered(fields, engine, 'http/1.1')).toBe(false);
    const caller = callSecurely(fields, engine);
    expect(await caller.call('/echo.Echo/Say', textShape, { text: 'served' })).toEqual({ text: 'served' });
  });

  test('answers the right client under TLS 1.2 as well', async () => {
    const fields = await fieldsOf(startPlugin({ ...cookie, PLUGIN_CLIENT_CERT: engine.certificate }));
    expect(await isAnswered(fields, engine, 'h2', 'TLSv1.2')).toBe(true);
  });
});

describe('a plugin in plaintext', () => {
  test('leaves the sixth field empty and answers', async () => {
    const fields = await fieldsOf(startPlugin(cookie));
    expect(fields).toHaveLength(6);
    expect(fields[5]).toBe('');
    expect(await call(targetOf(fields)).call('/echo.Echo/Say', textShape, { text: 'hi' })).toEqual({ text: 'hi' });
  });

  test('listens on a TCP port of the given range where the socket path would be too long', async () => {
    const ports = { PLUGIN_MIN_PORT: '23450', PLUGIN_MAX_PORT: '23499' };
    const environment = { ...cookie, ...ports, TMPDIR: longDirectory };
    const plugins = [startPlugin(environment), startPlugin(environment)];
    const both = await Promise.all(plugins.map(fieldsOf));
    for (const fields of both) {
      expect(fields.slice(2, 4)).toEqual(['tcp', expect.stringMatching(/^127\.0\.0\.1:234[5-9]\d$/)]);
      expect(await call(targetOf(fields)).call('/echo.Echo/Say', textShape, { text: 'tcp' })).toEqual({ text: 'tcp' });
    }
    expect(both[0]?.[3]).not.toBe(both[1]?.[3]);
  });

  test('says why it cannot listen and exits with 1', async () => {
    const other = createNetServer();
    const port = String(await listenOnFreePort(other));
    const plugin = startPlugin({ ...cookie, PLUGIN_MIN_PORT: port, PLUGIN_MAX_PORT: port, TMPDIR: longDirectory });
    expect((await plugin.result).code).toBe(1);
    expect(plugin.printed).toMatchObject({
      stdout: '',
      stderr: expect.stringContaining(`no free TCP port on 127.0.0.1 from ${port}`),
    });
    other.close();
  });

  test('keeps stdout to the handshake line, whatever is printed', async () => {
    const plugin = startPlugin(cookie);
    const fields = await fieldsOf(plugin);
    await call(targetOf(fields)).call('/echo.Echo/Print', textShape, { text: 'noise' });
    await call(targetOf(fields)).call('/plugin.GRPCController/Shutdown', {}, {});
    (await plugin.result).code;
    expect(plugin.printed.stdout).toBe(`${fields.join('|')}\n`);
    expect(plugin.printed.stderr).toContain('serving\nnoise\nnoise\n');
  });
});

describe('the end of a plugin', () => {
  test('comes at once after Shutdown was answered, with exit code 0 and no socket left', async () => {
    const plugin = startPlugin({ ...cookie, PLUGIN_CLIENT_CERT: engine.certificate });
    const fields = await fieldsOf(plugin);
    const caller = callSecurely(fields, engine);
    const stdio = caller.stream('/plugin.GRPCStdio/StreamStdio', {}, {}).on('error', () => {});
    expect(await caller.call('/plugin.GRPCController/Shutdown', {}, {})).toEqual({});
    expect((await plugin.result).code).toBe(0);
    expect(existsSync(dirname(String(fields[3])))).toBe(false);
    stdio.cancel();
  });

  test('does not come with SIGINT or SIGTERM', async () => {
    const plugin = startPlugin(cookie);
    const caller = call(targetOf(await fieldsOf(plugin)));
    plugin.child.kill('SIGINT');
    plugin.child.kill('SIGTERM');
    expect(await caller.call('/echo.Echo/Say', textShape, { text: 'alive' })).toEqual({ text: 'alive' });
    expect(plugin.child.exitCode ?? plugin.child.signalCode).toBeNull();
  });

  test('comes when the connection is lost, but not before the running call has ended', async () => {
    const plugin = startPlugin(cookie);
    const fields = await fieldsOf(plugin);
    const proof = join(directory, 'proof');
    const session = connect('http://localhost', { createConnection: () => connectNet(String(fields[3])) });
    const headers = { ':method': 'POST', ':path': '/echo.Echo/Work', 'content-type': 'application/grpc' };
    session
      .request(headers)
      .on('error', () => {})
      .end(frameMessage(encode(textShape, { text: proof })));
    await waitUntil(
      () => plugin.printed.stderr,
      (text) => text.includes('event: started'),
      { everyMs: 10 },
    );
    expect(existsSync(proof)).toBe(false);
    session.destroy();
    expect((await plugin.result).code).toBe(0);
    expect(readFileSync(proof, 'utf8')).toBe('finished');
    expect(existsSync(dirname(String(fields[3])))).toBe(false);
  });

  test('comes with 1 and a log line when no engine ever connects', async () => {
    const plugin = startPlugin({ ...cookie, ECHO_CONNECT_TIMEOUT_MS: '100' });
    const fields = await fieldsOf(plugin);
    expect((await plugin.result).code).toBe(1);
    expect(existsSync(dirname(String(fields[3])))).toBe(false);
    expect(plugin.printed.stderr).toContain('"@level":"error"');
  });
});
