import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { assertSearchFinds, searchFile } from '../../lab/secret-search.ts';
import { requireSuccess, type Workspace } from '../../toolbox/workspace.ts';
import { saslReplies } from '../mail/sasl-script.ts';
import { startScriptedServer } from '../mail/scripted-server.ts';
import { startTokenServer, type TokenServer } from '../mail/token-server.ts';
import { applyStep } from './step.ts';
import { startTestCloud, type TestCloud, write } from './test-cloud.ts';

const SERVER = '/orgs/admin/mail-servers/relay';
const CLIENT_SECRET = 'a client secret 84f1';
const REFRESH_TOKEN = 'a refresh token 3c9d';

let cloud: TestCloud;
let endpoint: TokenServer;
let relay: Awaited<ReturnType<typeof startScriptedServer>>;
beforeAll(async () => {
  cloud = await startTestCloud('attached');
  endpoint = await startTokenServer();
  relay = await startScriptedServer(
    saslReplies({ offer: 'XOAUTH2', judge: (token) => (token.startsWith('token-') ? null : '{"status":"401"}') }),
  );
});
afterAll(async () => {
  relay.server.close();
  await endpoint.stop();
  await cloud.stop();
});

const describeServer = (title: string, version: string, host = 'localhost') => `
variable "client_secret" {
  type      = string
  ephemeral = true
}
variable "refresh_token" {
  type      = string
  ephemeral = true
}
resource "gatepost_email_server" "a" {
  title    = "${title}"
  name     = "relay"
  host     = "${host}"
  port     = ${relay.port}
  secure   = false
  username = "robot@acme.test"
  oauth2 = {
    client_id                = "gatepost"
    client_secret_wo         = var.client_secret
    client_secret_wo_version = "${version}"
    refresh_token_wo         = var.refresh_token
    refresh_token_wo_version = "1"
    token_url                = "${endpoint.url}"
    scope                    = "https://outlook.acme.test/SMTP.Send"
  }
}
`;

async function signsIn(): Promise<boolean> {
  const { status } = await cloud.api.admin.post(`${SERVER}/test-connection`, {});
  return status === 204;
}
const askedWith = () => endpoint.asked.map(({ client_secret, refresh_token }) => [client_secret, refresh_token]);

/** In the state and in the plan that led to it. */
async function findSecrets({ directory }: Workspace) {
  const files = ['terraform.tfstate', 'plan.bin'].map((name) => join(directory, name));
  await assertSearchFinds('https://outlook.acme.test/SMTP.Send', files);
  const secrets = [
    { name: 'client secret', value: CLIENT_SECRET },
    { name: 'refresh token', value: REFRESH_TOKEN },
  ];
  return (await Promise.all(files.map((file) => searchFile(file, secrets)))).flat();
}

test('An email server with OAuth 2.0 is applied, changed, imported and signed in to, and its secrets are in no file', async () => {
  const env = { TF_VAR_client_secret: CLIENT_SECRET, TF_VAR_refresh_token: REFRESH_TOKEN };
  const workspace = await cloud.open(describeServer('Relay', '1'), env);
  await applyStep(workspace);
  expect(await signsIn()).toBe(true);
  expect(await findSecrets(workspace)).toEqual([]);

  workspace.env.TF_VAR_client_secret = 'one that is not to be sent';
  const { actions } = await applyStep(workspace, describeServer('Renamed', '1'));
  expect(actions).toEqual({ 'gatepost_email_server.a': 'update' });
  expect(await signsIn()).toBe(true);
  expect(askedWith()).toEqual([[CLIENT_SECRET, REFRESH_TOKEN]]);

  workspace.env.TF_VAR_client_secret = 'the second';
  await applyStep(workspace, describeServer('Renamed', '2'));
  expect(await signsIn()).toBe(true);
  expect(askedWith().at(-1)).toEqual(['the second', REFRESH_TOKEN]);

  await applyStep(workspace, describeServer('Renamed', '2', '127.0.0.1'));
  expect(await signsIn()).toBe(true);

  const imported = await cloud.open(
    describeServer('Renamed', '2', '127.0.0.1'),
    workspace.env as Record<string, string>,
  );
  const importing = `import {\n  to = gatepost_email_server.a\n  id = "relay"\n}\n`;
  await write(imported, describeServer('Renamed', '2', '127.0.0.1') + importing);
  await applyStep(imported);
  expect(await signsIn()).toBe(true);
  expect(await findSecrets(imported)).toEqual([]);

  requireSuccess(await workspace.destroy());
  await cloud.api.admin.get(SERVER).expect(404);
});
