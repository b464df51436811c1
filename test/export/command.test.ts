import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { UsageError } from '../../api/cli/command.ts';
import { readConfig } from '../../api/config.ts';
import { exportCommand } from '../../cli/export.ts';
import { create, TRUSTSTORES } from '../api/builder.ts';
import { createCertificate } from '../api/certificate.ts';
import { enrol } from '../api/person.ts';
import { ADMIN_PASSWORD, startApi, type TestApi } from '../api/start-api.ts';
import { commandCall } from '../operations/command-call.ts';
import { endAll, runGatepost } from '../operations/gatepost.ts';
import { closeServers, startAnsweringServer } from '../provider/answering-server.ts';

/** Commands are processes of their own, and the machine may be busy. */
jest.setTimeout(180_000);

let api: TestApi;
let directory: string;
let env: Record<string, string>;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'gatepost-export-'));
  api = await startApi();
  env = { GATEPOST_ENDPOINT: api.url, GATEPOST_TOKEN: api.token };
  const { certificatePem } = await createCertificate();
  await create(api, TRUSTSTORES, { title: 'Internal', truststore: certificatePem });
  await invite();
});
afterAll(async () => {
  await endAll();
  await closeServers();
  await api.stop();
  await rm(directory, { recursive: true, force: true });
});

/** One who came, and one who has not come yet. */
async function invite(): Promise<void> {
  const send = (email: string) => api.admin.post('/cloud/org-invitations', { email, notify: false }).expect(201);
  const { body } = await send('came@acme.test');
  await send('comes@acme.test');
  const token = Buffer.from(new URL(body.activation_link).searchParams.get('activation') ?? '', 'base64').toString();
  const user = {
    realm: 'provider/default-idp-2',
    username: 'came',
    email: 'came@acme.test',
    first_name: 'A',
    last_name: 'B',
  };
  const sent = { user: { ...user, password: 'long enough' }, org: { name: 'came', title: 'Came' } };
  const path = `/cloud/org-invitations/${body.id}/register?client_id=toolkit&client_secret=toolkit`;
  await api.as(token).post(path, sent).expect(201);
}

const read = (folder: string, name: string) => readFile(join(directory, folder, name), 'utf8');
const run = (folder: string, words: string[], given: Record<string, string> = env) =>
  runGatepost(['export', '--out', join(directory, folder), ...words], given);

describe('gatepost export', () => {
  test('explains itself, and takes no secret as a word', async () => {
    const [help, token] = await Promise.all([
      runGatepost(['export', '--help'], {}),
      run('words', ['--token', 'a secret word']),
    ]);
    expect(help).toMatchObject({ code: 0, stdout: expect.stringMatching(/--out.*--force.*--json/s) });
    expect(token).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('--token') });
    expect(token.stderr).not.toContain('a secret word');
  });

  test.each([
    ['no folder', {}, {}, /--out/],
    ['no endpoint', { out: 'nowhere' }, { GATEPOST_TOKEN: 'a' }, /GATEPOST_ENDPOINT/],
    ['no credentials', { out: 'nowhere' }, { GATEPOST_ENDPOINT: 'http://127.0.0.1:1' }, /GATEPOST_TOKEN/],
    ['half a credential', { out: 'nowhere' }, { GATEPOST_USERNAME: 'a' }, /GATEPOST_PASSWORD/],
    ['a folder that is a file', { out: 'package.json' }, {}, /is a file/],
  ] as const)('with %s is called wrongly, and says what to do', async (_, options, given, advice) => {
    const call = commandCall({ config: readConfig({}, () => ''), say: () => {}, options, env: given });
    const failure = await exportCommand.run(call).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UsageError);
    expect(String(failure)).toMatch(advice);
  });

  test('reads with the rights of a viewer, who signs in with a password from the environment', async () => {
    const { username } = await enrol(api, 'viewer');
    const flags = ['--endpoint', api.url, '--username', username, '--realm', 'admin/default-idp-1'];
    const done = await run('viewer', flags, { GATEPOST_PASSWORD: 'long enough' });
    expect(done).toMatchObject({ code: 0 });
    expect(await read('viewer', 'tls.tf')).toContain('resource "gatepost_truststore" "internal"');
  });

  test('leaves invitations that were accepted, and takes what came of them', async () => {
    const { stdout } = await run('invited', []);
    expect(stdout).toContain('not exported: 1 invitation of an owner (accepted or expired');
    const organizations = await read('invited', 'organizations.tf');
    expect(organizations).toContain('"comes_acme_test"');
    expect(organizations).not.toContain('"came_acme_test"');
    expect(organizations).toMatch(/"came"[^}]*owner_id += gatepost_user\.came\.id/);
  });

  test('with --force replaces what an earlier export wrote, and nothing else', async () => {
    await mkdir(join(directory, 'again'));
    for (const name of ['services.tf', 'tls.tf', 'own.tf']) await writeFile(join(directory, 'again', name), '# old\n');
    expect(await run('again', [])).toMatchObject({ code: 2, stderr: expect.stringContaining('--force') });
    expect(await read('again', 'tls.tf')).toBe('# old\n');
    expect(await run('again', ['--force'])).toMatchObject({ code: 0 });
    expect(await read('again', 'tls.tf')).toContain('gatepost_truststore');
    expect(await read('again', 'own.tf')).toBe('# old\n');
    expect(await readdir(join(directory, 'again'))).not.toContain('services.tf');
  });

  test('that is refused ends with 1, says why, and writes nothing', async () => {
    const { username } = await enrol(api, 'member');
    const wrong = { GATEPOST_ENDPOINT: api.url, GATEPOST_USERNAME: 'admin', GATEPOST_PASSWORD: `${ADMIN_PASSWORD}!` };
    const unseen = { ...wrong, GATEPOST_USERNAME: username, GATEPOST_PASSWORD: 'long enough' };
    const [signIn, rights] = await Promise.all([run('refused', [], wrong), run('refused', [], unseen)]);
    expect(signIn).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('did not sign in') });
    expect(signIn.output).not.toContain(ADMIN_PASSWORD);
    expect(rights).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('org/settings:view') });
    await expect(readdir(join(directory, 'refused'))).rejects.toThrow('ENOENT');
  });

  test('shows what an API says without the signs that steer a terminal', async () => {
    const hostile = await startAnsweringServer(() => ({ status: 400, body: { message: ['\u001b[2Jno\u202e'] } }));
    const { code, stderr } = await run('hostile', [], { GATEPOST_ENDPOINT: hostile.url, GATEPOST_TOKEN: 'a' });
    expect({ code, isClean: !/[^\P{C}\n]/u.test(stderr) }).toEqual({ code: 1, isClean: true });
    expect(stderr).toContain('no');
  });
});
