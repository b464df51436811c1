import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demandNoSecrets } from '../../demo/secrets.ts';
import { type Sink, startSink } from '../../lab/sink.ts';
import { requireSuccess, type Workspace } from '../../toolbox/workspace.ts';
import { ADMIN_PASSWORD } from '../api/start-api.ts';
import { destroyAndAsk } from './object.ts';
import { OWNER_PASSWORD, QUICKSTART, QUICKSTART_TYPES, quickstartVariables } from './quickstart.ts';
import { applyStep } from './step.ts';
import { MAIL_LOGIN, startTestCloud, type TestCloud } from './test-cloud.ts';

let cloud: TestCloud;
let otherSink: Sink;
let workspace: Workspace;
/** Kept, since plans that follow hold less: this one creates everything. */
const FIRST_PLAN = 'first-plan.bin';

beforeAll(async () => {
  cloud = await startTestCloud();
  const certificate = await cloud.authority.issueServer(['localhost']);
  otherSink = await startSink({ security: 'starttls', certificate, login: MAIL_LOGIN });
  // Signs in with the password, so that both it and the tokens it gets could leak.
  const credentials = { GATEPOST_TOKEN: '', GATEPOST_USERNAME: 'admin', GATEPOST_PASSWORD: ADMIN_PASSWORD };
  workspace = await cloud.openFolder(QUICKSTART, { ...credentials, ...quickstartVariables(cloud) });
});

afterAll(async () => {
  await otherSink.stop();
  await cloud.stop();
});

/** Fails when a secret is found, or a text that is known to be there is not. */
function search(files: string[]): Promise<string> {
  const secrets = [
    { name: "the administrator's password", value: ADMIN_PASSWORD },
    { name: "the email server's password", value: MAIL_LOGIN.password },
    { name: "the owner's password", value: OWNER_PASSWORD },
  ];
  return demandNoSecrets(cloud.api.gatepost, files, secrets, 'api-cloud@example.com');
}

describe('the quickstart, step by step', () => {
  test('is valid, creates everything, and both next plans are empty', async () => {
    requireSuccess(await workspace.validate());
    requireSuccess(await workspace.plan());
    await copyFile(join(workspace.directory, 'plan.bin'), join(workspace.directory, FIRST_PLAN));
    const { actions, state } = await applyStep(workspace);
    expect(new Set(Object.values(actions))).toEqual(new Set(['create']));
    expect(
      Object.values(state)
        .map(({ type }) => type)
        .sort(),
    ).toEqual(QUICKSTART_TYPES);
    const server = state['gatepost_email_server.main']?.values;
    expect(server).toMatchObject({ password_wo: null, password_wo_version: '1', port: cloud.sink.port, secure: true });
    expect(state['gatepost_provider_organization.acme']?.values).toMatchObject({ name: 'acme' });
  });

  test.each([
    ['olivia@example.com', /ACME/, /^http/],
    ['partner@example.com', /invit/i, /\/manager\/activate\?activation=/],
  ])('delivers the mail to %s over verified TLS, authenticated', async (recipient, subject, link) => {
    const mail = await cloud.sink.waitFor(({ to }) => to.some(({ address }) => address === recipient), 30_000);
    expect(mail).toMatchObject({
      from: [{ name: 'API Cloud', address: 'api-cloud@example.com' }],
      to: [{ address: recipient }],
      envelope: { to: [recipient] },
      user: MAIL_LOGIN.username,
      tls: { protocol: expect.stringMatching(/^TLSv1\.[23]$/) },
    });
    expect(mail.subject).toMatch(subject);
    expect(mail.links.some((each) => each.startsWith(cloud.api.url) && link.test(each))).toBe(true);
  });

  test('leaves no password and no token in state or plan, where the search finds what is there', async () => {
    const files = ['terraform.tfstate', FIRST_PLAN, 'plan.bin'].map((name) => join(workspace.directory, name));
    await expect(search(files)).resolves.toMatch(/all [1-9]\d* tokens/);
  });

  test.each([
    ['password', OWNER_PASSWORD, "the owner's password"],
    ['token', 'a token', 'a token'],
  ])('would find a %s in the state: the search proves itself', async (_, planted, named) => {
    const state = JSON.parse(await readFile(join(workspace.directory, 'terraform.tfstate'), 'utf8'));
    const value = planted === 'a token' ? cloud.api.token : planted;
    state.resources[0].instances[0].private = Buffer.from(JSON.stringify({ value })).toString('base64');
    const path = join(cloud.directory, 'planted.tfstate');
    await writeFile(path, JSON.stringify(state));
    await expect(search([path])).rejects.toThrow(`Secrets leaked:\n  ${named}`);
  });

  test('changes port and title of the email server in place, and nothing else', async () => {
    workspace.env.TF_VAR_mail_port = String(otherSink.port);
    workspace.env.TF_VAR_mail_title = 'Second relay';
    const { actions, state } = await applyStep(workspace);
    expect(actions).toEqual({ 'gatepost_email_server.main': 'update' });
    expect(state['gatepost_email_server.main']?.values).toMatchObject({ title: 'Second relay', name: 'main' });
    const { id } = state['gatepost_email_server.main']?.values ?? {};
    const test = { recipients: ['ops@example.com'] };
    await cloud.api.admin.post(`/orgs/admin/mail-servers/${id}/test-connection`, test).expect(204);
    expect(await otherSink.waitFor(({ envelope }) => envelope.to.includes('ops@example.com'))).toBeDefined();
  });

  test('is destroyed, and the API has nothing of it any more', async () => {
    await destroyAndAsk(workspace, cloud.api);
  });
});
