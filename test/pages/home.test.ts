import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { create, createMailServer, KEYSTORES, selectServer } from '../api/builder.ts';
import { createKeystorePem } from '../api/certificate.ts';
import { enrol } from '../api/person.ts';
import { PERSON_PASSWORD } from '../api/session.ts';
import { startApi, type TestApi } from '../api/start-api.ts';
import { createVisitor, type Visitor } from './visitor.ts';

let api: TestApi;
let owner: Visitor;
beforeAll(async () => {
  api = await startApi({ GATEPOST_ROLES: 'api' });
  owner = createVisitor(api.url);
  await owner.signIn();
});
afterAll(() => api.stop());

const query = (sql: string, values: unknown[] = []) => api.gatepost.context.database.query(sql, values);
const home = async () => (await owner.get('/cloud')).html;

const add = (state: string, serverId: string | null = null) =>
  query(
    `INSERT INTO delivery (id, org_id, created_at, updated_at, template, recipient, state, next_attempt_at, mail_server_id, sent_at)
     VALUES (gen_random_uuid(), $1, now(), now(), 'note', 'a@acme.test', $2, now(), $3, '2026-01-02T03:04:05Z')`,
    [api.gatepost.context.adminOrgId, state, serverId],
  );

test('Home says whether mail leaves, by which server, when it last did, and that a sick one is passed over', async () => {
  expect(await home()).toContain('no email server is selected');
  const server = await createMailServer(api, { title: 'Main relay' });
  await selectServer(api, server.url);
  expect(await home()).toContain('Mail leaves.');
  expect(await home()).toContain('none yet');
  await add('sent', server.id);
  expect(await home()).toMatch(/Main relay<\/a>[\s\S]*datetime="2026-01-02T03:04:05.000Z"/);
  await query(
    `INSERT INTO mail_server_breaker (mail_server_id, state, since, reason, probe_ms, next_probe_at)
     VALUES ($1, 'open', now(), 'connect ECONNREFUSED', 5000, now())`,
    [server.id],
  );
  expect(await home()).toMatch(/No email server works just now[\s\S]*connect ECONNREFUSED/);
  await query('DELETE FROM mail_server_breaker');
  await query('UPDATE cloud_setting SET mail_held_since = now()');
  await add('queued');
  expect(await home()).toContain('Mail is held back on purpose');
  await query('UPDATE cloud_setting SET mail_held_since = NULL');
});

test('Home counts what is held and what failed, each leading to those mails', async () => {
  await selectServer(api, null);
  await add('failed');
  const html = await home();
  expect(html).toMatch(/href="\/cloud\/deliveries\?state(?:=|&#x3D;)held">\s*<span class="stat-value">1</);
  expect(html).toMatch(/href="\/cloud\/deliveries\?state(?:=|&#x3D;)failed">\s*<span class="stat-value">1</);
});

test('Home has deliveries over time as a table, by hour and by day', async () => {
  expect((await home()).match(/<tr><th scope="row"><time/g)).toHaveLength(48);
  const { html } = await owner.get('/cloud?interval=day');
  expect(html.match(/<tr><th scope="row"><time/g)).toHaveLength(30);
  expect(html).toMatch(
    /T00:00:00.000Z.*<td class="number">1<\/td><td class="number">1<\/td>.*<td class="number">1<\/td><\/tr>\s*<\/tbody>/,
  );
});

test('Home names the certificates that end soon, and what was changed last', async () => {
  expect(await home()).toContain('None within 30 days.');
  const title = 'Short lived';
  await create(api, KEYSTORES, { title, keystore: await createKeystorePem({ days: 5, kind: 'rsa' }) });
  const html = await home();
  expect(html).toMatch(/keystores\/short-lived">Short lived<\/a>[\s\S]*badge-bad">[45] days left/);
  expect(html).toMatch(/<a href="[^"]+">Keystore short-lived<\/a> <a href="\/cloud\/audit\/[\w-]{36}">created</);
});

test('Home shows of all this what one’s roles show, and says so where that is nothing', async () => {
  const { username } = await enrol(api, 'member');
  const member = createVisitor(api.url);
  await member.signIn(username, PERSON_PASSWORD);
  const { html, status } = await member.get('/cloud');
  expect(status).toBe(200);
  expect(html).toContain('There is nothing here for you');
  expect(html).not.toContain('/cloud/deliveries');
});
