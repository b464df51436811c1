import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createMailServer, PROFILES, SETTINGS, selectServer } from '../api/builder.ts';
import { startApi, type TestApi } from '../api/start-api.ts';
import { createVisitor, etagOf, formTokenOf, type Visitor } from './visitor.ts';

/** More than a form lists. */
const CROWD = 1001;

let api: TestApi;
let visitor: Visitor;
beforeAll(async () => {
  api = await startApi();
  visitor = createVisitor(api.url);
  await visitor.signIn();
});
afterAll(() => api.stop());

/** Sends the form of a page as a browser would that changes one field: of a list its chosen option, or else the first. */
async function save(path: string, changed: Record<string, string>) {
  const { html } = await visitor.get(path);
  const main = html.slice(html.indexOf('<main'));
  const selects = [...main.matchAll(/<select id="[^"]*" name="([^"]+)"[^>]*>([\s\S]*?)<\/select>/g)];
  const chosen = selects.map(([, name = '', options = '']) => {
    const option = /<option value="([^"]*)" selected>/.exec(options) ?? /<option value="([^"]*)"/.exec(options);
    return [name, option?.[1] ?? ''] as const;
  });
  const typed = { form_token: formTokenOf(html), action: 'save', etag: etagOf(html), ...Object.fromEntries(chosen) };
  return visitor.post(path, { ...typed, ...changed });
}

/** As many copies of a row as no list of a form is long. */
async function crowd(table: string, id: string): Promise<void> {
  const { database } = api.gatepost.context;
  for (const day of ['-1 day', '1 day'])
    await database.query(
      `INSERT INTO ${table}
       SELECT (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid(), 'name', 'crowd-' || n || $2::text,
                 'title', 'Crowd ' || n, 'created_at', t.created_at + $2::interval))).*
         FROM ${table} t, generate_series(1, ${CROWD}) n WHERE t.id = $1`,
      [id, day],
    );
}

describe('what is chosen already, and stands beyond the end of the list that one chooses from', () => {
  test('stays selected as the email server when something else is saved', async () => {
    const server = await createMailServer(api);
    await selectServer(api, server.url);
    await crowd('email_server', server.id);
    const sender = { 'email_sender.name': 'API Cloud', 'email_sender.address': 'cloud@acme.test' };
    expect((await save('/cloud/notification-settings', sender)).status).toBe(303);
    const { body } = await api.admin.get(SETTINGS).expect(200);
    expect(body).toMatchObject({ mail_server_url: server.url, email_sender: { name: 'API Cloud' } });
  });

  test('stays the profile that an email server is reached by', async () => {
    const { body: profile } = await api.admin.post(PROFILES, { title: 'To the relay' }).expect(201);
    const { id } = await createMailServer(api, { secure: true, tls_client_profile_url: profile.url });
    await crowd('tls_client_profile', profile.id);
    const typed = { title: 'Renamed', host: 'smtp.acme.test', port: '25', secure: 'true' };
    expect((await save(`/cloud/email-servers/${id}`, typed)).status).toBe(303);
    const { body } = await api.admin.get(`/orgs/admin/mail-servers/${id}`).expect(200);
    expect(body).toMatchObject({ title: 'Renamed', tls_client_profile_url: profile.url });
  });

  test('stays a role of a member', async () => {
    const { body: roles } = await api.admin.get('/orgs/admin/roles').expect(200);
    const role = roles.results.find(({ name }: { name: string }) => name === 'viewer');
    await crowd('role', role.id);
    const { html } = await visitor.get('/cloud/members');
    const path = /href="(\/cloud\/members\/[0-9a-f-]{36})"/.exec(html)?.[1] ?? '';
    const member = await visitor.get(path);
    expect(member.html).toMatch(/name="role_urls"[^>]* checked/);
  });
});
