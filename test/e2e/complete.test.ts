import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { searchFile } from '../../lab/secret-search.ts';
import { type Sink, startSink } from '../../lab/sink.ts';
import { requireSuccess } from '../../toolbox/workspace.ts';
import { startTokenServer, type TokenServer } from '../mail/token-server.ts';
import { applyStep } from './step.ts';
import { MAIL_LOGIN, startTestCloud, type TestCloud } from './test-cloud.ts';

const COMPLETE = resolve(import.meta.dirname, '../../examples/hcl/complete');
const CLIENT_SECRET = 'secret of the application';
const OWNER_PASSWORD = 'first password of the owner';

let cloud: TestCloud;
let main: Sink;
let backup: Sink;
let tokens: TokenServer;
beforeAll(async () => {
  cloud = await startTestCloud();
  const { authority } = cloud;
  const certificate = await authority.issueServer(['localhost']);
  const demanded = { security: 'starttls', certificate, clientAuthorityPem: authority.certificatePem } as const;
  [main, backup, tokens] = await Promise.all([
    startSink({ ...demanded, login: MAIL_LOGIN }),
    startSink({ ...demanded, login: { username: 'robot@example.com', password: 'token-1' }, mechanisms: ['XOAUTH2'] }),
    startTokenServer(),
  ]);
});
afterAll(async () => {
  await Promise.all([main.stop(), backup.stop(), tokens.stop()]);
  await cloud.stop();
});

async function variables(): Promise<Record<string, string>> {
  const client = await cloud.authority.issueClient('gatepost');
  const backupRelay = { host: 'localhost', port: backup.port, username: 'robot@example.com', client_id: 'gatepost' };
  return {
    TF_VAR_mail_ca_cert_pem: cloud.authority.certificatePem,
    TF_VAR_mail_client_cert_pem: client.certificatePem,
    TF_VAR_mail_client_key_pem: client.privateKeyPem,
    TF_VAR_main_relay: JSON.stringify({ host: 'localhost', port: main.port, username: MAIL_LOGIN.username }),
    TF_VAR_main_relay_password: MAIL_LOGIN.password,
    TF_VAR_backup_relay: JSON.stringify({ ...backupRelay, token_url: tokens.url }),
    TF_VAR_backup_relay_client_secret: CLIENT_SECRET,
    TF_VAR_owner_password: OWNER_PASSWORD,
  };
}

const isTo = (address: string) => (mail: { envelope: { to: string[] } }) => mail.envelope.to.includes(address);

test('the complete example is applied, its second plan is empty, mail leaves by either server, and it is destroyed', async () => {
  const workspace = await cloud.openFolder(COMPLETE, await variables());
  const { actions, state } = await applyStep(workspace);
  expect(new Set(Object.values(actions))).toEqual(new Set(['create']));
  expect(state['gatepost_member.operators["acme/ben"]']?.values).toMatchObject({ name: 'ben' });
  await main.waitFor(isTo('partner@example.com'), 30_000);

  await main.goDown();
  await cloud.api.admin.post('/cloud/org-invitations', { email: 'later@example.com', notify: true }).expect(201);
  await backup.waitFor(isTo('later@example.com'), 30_000);
  expect(tokens.asked[0]).toMatchObject({ grant_type: 'client_credentials', client_secret: CLIENT_SECRET });

  const secrets = [MAIL_LOGIN.password, CLIENT_SECRET, OWNER_PASSWORD].map((value) => ({ name: 'a secret', value }));
  for (const file of ['terraform.tfstate', 'plan.bin'])
    expect(await searchFile(join(workspace.directory, file), secrets)).toEqual([]);
  requireSuccess(await workspace.destroy());
  for (const name of ['acme', 'beta']) await cloud.api.admin.get(`/orgs/${name}`).expect(404);
});
