import { createPrivateKey } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type Secret, searchBytes, searchFile } from '../../lab/secret-search.ts';
import { type KillableWorkspace, openKillable } from '../chaos/killable-provider.ts';
import { startTestCloud, type TestCloud } from './test-cloud.ts';

let cloud: TestCloud;
let killable: KillableWorkspace;
let certificate: string;
let secrets: Record<string, string>;
let crashing: string;

beforeAll(async () => {
  cloud = await startTestCloud();
  const { certificatePem, privateKeyPem } = await cloud.authority.issueClient('canary');
  certificate = certificatePem;
  const passphrase = 'canary of the key 2b51';
  const key = createPrivateKey(privateKeyPem);
  secrets = {
    mail_password: 'canary of mail 9c1d "quoted"',
    user_password: 'canary of a person 77aa',
    client_secret: 'canary of a client 40fe',
    key_password: passphrase,
    private_key: key.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase }).toString(),
  };
  crashing = join(cloud.directory, 'crashing.cjs');
  await writeFile(crashing, crashOnSignal(await canaries()));
});

afterEach(() => killable.close());
afterAll(() => cloud.stop());

/** As errors of libraries do, they carry whatever was under way: in the message, beside it and in the cause. */
function crashOnSignal(carried: readonly Secret[]): string {
  return `
const carried = ${JSON.stringify(carried.map(({ value }) => value))};
const crash = () => {
  const error = new TypeError('Cannot send ' + carried.join(), { cause: new Error(carried.join()) });
  return Object.assign(error, { config: { body: carried, headers: { authorization: 'Bearer ' + carried.at(-1) } } });
};
process.on('SIGUSR2', () => { throw crash(); });
process.on('SIGHUP', () => { Promise.reject(crash()); });
`;
}

/** A line of a key is as much of a secret as the whole. */
async function canaries(): Promise<Secret[]> {
  const named = Object.entries({ ...secrets, token: cloud.api.token });
  return named.map(([name, value]) => ({ name, value: value.includes('\n') ? (value.split('\n')[2] ?? '') : value }));
}

const variables = () =>
  Object.keys(secrets)
    .map((name) => `variable "${name}" {\n  type = string\n  ephemeral = true\n  sensitive = true\n}\n`)
    .join('');

const configuration = () => `${variables()}
resource "gatepost_email_server" "a" {
  title               = "Canary"
  host                = "smtp.acme.test"
  port                = 587
  username            = "mail"
  password_wo         = var.mail_password
  password_wo_version = "1"
}
resource "gatepost_user" "a" {
  username            = "canary"
  email               = "canary@acme.test"
  password_wo         = var.user_password
  password_wo_version = "1"
}
resource "gatepost_registration" "a" {
  title                    = "Canary"
  client_secret_wo         = var.client_secret
  client_secret_wo_version = "1"
}
resource "gatepost_keystore" "a" {
  title                           = "Canary"
  cert_pem                        = <<-EOT\n${certificate}EOT
  private_key_pem_wo              = var.private_key
  private_key_pem_wo_version      = "1"
  private_key_password_wo         = var.key_password
  private_key_password_wo_version = "1"
}
`;

/** Everything that an engine leaves behind, crash.log too. */
async function leftFiles(): Promise<string[]> {
  const found = await readdir(killable.workspace.directory, { recursive: true, withFileTypes: true });
  return found.filter((each) => each.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}

async function clear(): Promise<void> {
  for (const path of ['/orgs/admin/mail-servers', '/orgs/admin/keystores', '/cloud/registrations']) {
    await cloud.api.admin.delete(`${path}/canary`);
  }
  await cloud.api.admin.delete('/user-registries/admin/api-manager-lur/users/canary');
}

describe('a provider that crashes in the middle of an apply tells no secret', () => {
  test.each([
    ['an exception that nobody catches', 'SIGUSR2', /The plugin ends.*TypeError/],
    ['a promise that nobody awaits', 'SIGHUP', /The plugin ends.*TypeError/],
    ['SIGSEGV', 'SIGSEGV', /plugin/i],
    ['SIGABRT', 'SIGABRT', /plugin/i],
  ] as const)('by %s', async (_, signal, told) => {
    const given = Object.entries(secrets).map(([name, value]) => [`TF_VAR_${name}`, value]);
    const env = { ...Object.fromEntries(given), TF_LOG: 'TRACE' };
    killable = await openKillable(cloud, configuration(), env, crashing);
    const caught = killable.hold('answer', 'POST', /mail-servers/);
    const running = killable.workspace.apply('-parallelism=4');
    await Promise.race([caught, running.then(({ output }) => Promise.reject(new Error(output.slice(-3_000))))]);
    running.catch(() => {});
    await killable.killProvider(signal);
    const { code, output } = await running;
    expect(code).toBe(1);
    expect(await searchBytes(Buffer.from(output), 'output', await canaries())).toEqual([]);
    for (const file of await leftFiles()) expect(await searchFile(file, await canaries())).toEqual([]);
    expect(told.test(output)).toBe(true);
    await clear();
  });
});
