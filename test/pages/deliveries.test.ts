import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { enqueue } from '../../api/mail/outbox/outbox.ts';
import { enrol } from '../api/person.ts';
import { PERSON_PASSWORD } from '../api/session.ts';
import { startApi, type TestApi } from '../api/start-api.ts';
import { createVisitor, type Visitor } from './visitor.ts';

/** No server is selected, so that whatever waits is held and no worker takes it. */
let api: TestApi;
let owner: Visitor;
beforeAll(async () => {
  api = await startApi();
  owner = createVisitor(api.url);
  await owner.signIn();
});
afterAll(() => api.stop());
beforeEach(() => query('TRUNCATE delivery, delivery_attempt'));

const query = (sql: string, values: unknown[] = []) => api.gatepost.context.database.query(sql, values);

/** A mail in a state, as it would be after a while. */
async function add(state: string, recipient = 'a@acme.test'): Promise<string> {
  const { database, cipher, adminOrgId } = api.gatepost.context;
  const variables = { mail_server: 'x', host: 'x', port: '25' };
  const mail = { org_id: adminOrgId, template: 'mail-server-test-connection', recipient };
  const { id } = await database.transaction((manager) =>
    enqueue(manager, cipher, { ...mail, variables, updated_by: null }),
  );
  await query('UPDATE delivery SET state = $2 WHERE id = $1', [id, state]);
  return id;
}

const stateOf = async (id: string) => (await query('SELECT state FROM delivery WHERE id = $1', [id]))[0].state;
const recipientsIn = (html: string) =>
  [...html.matchAll(/<a id="delivery-[^"]+" href="[^"]+">([^<]+)</g)].map(([, recipient]) => recipient);

describe('the list of deliveries', () => {
  test('says what to do while there is none, and what to change when none fits', async () => {
    expect((await owner.get('/cloud/deliveries')).html).toContain('No mail yet');
    await add('sent');
    const { html } = await owner.get('/cloud/deliveries?recipient=nobody@acme.test');
    expect(html).toContain('No mail fits');
    expect(html).toContain('Clear the filter');
  });

  test('is filtered by state and whatever else the API filters by, with what was asked for in its fields', async () => {
    await add('failed', 'one@acme.test');
    await add('sent', 'one@acme.test');
    await add('failed', 'two@acme.test');
    const { html } = await owner.get('/cloud/deliveries?state=failed&recipient=ONE@acme.test');
    expect(recipientsIn(html)).toEqual(['one@acme.test']);
    expect(html).toMatch(/name="recipient"[^>]* value="ONE@acme.test"/);
    expect(html).toContain('Recipient: ONE@acme.test');
    expect(html).toContain('<input type="hidden" name="state" value="failed">');
    const year = (year: string) => owner.get(`/cloud/deliveries?created_after=${year}-01-01T00:00&org_url=admin`);
    expect(recipientsIn((await year('2020')).html)).toHaveLength(3);
    expect(recipientsIn((await year('9000')).html)).toEqual([]);
  });

  test('says at the field what is wrong with a filter, and keeps what was typed', async () => {
    const { status, html } = await owner.get('/cloud/deliveries?cause_id=what&template=x');
    expect(status).toBe(200);
    expect(html).toMatch(/value="what"[^>]* aria-describedby="field-cause_id-error/);
    expect(html).toMatch(/id="field-cause_id-error">must be an id/);
    expect(html).toMatch(/name="template"[^>]* value="x"/);
  });

  test('alone is made anew when it is looked at again, and not what stands around it', async () => {
    await add('failed', 'one@acme.test');
    const { html } = await owner.get('/cloud/deliveries?state=failed', { 'HX-Target': 'deliveries' });
    expect(recipientsIn(html)).toEqual(['one@acme.test']);
    expect(html).not.toContain('value="retry"');
    expect(html).not.toContain('class="filter"');
  });

  test('is read page by page to its end', async () => {
    for (let n = 0; n < 51; n += 1) await add('sent', `n${n}@acme.test`);
    const first = await owner.get('/cloud/deliveries?state=sent');
    expect(recipientsIn(first.html)).toHaveLength(50);
    const next = /rel="next" href="([^"]+)"/.exec(first.html)?.[1]?.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');
    const second = await owner.get(`/cloud/deliveries${next}`);
    expect(recipientsIn(second.html)).toEqual(['n0@acme.test']);
    expect(second.html).not.toContain('rel="next"');
  });
});

describe('all that fit a filter', () => {
  test('are counted before they are sent again, and no others are', async () => {
    const [failed, ambiguous] = [await add('failed', 'one@acme.test'), await add('ambiguous', 'one@acme.test')];
    const other = await add('failed', 'two@acme.test');
    const path = '/cloud/deliveries?recipient=one@acme.test';
    expect((await owner.get(path)).html).toContain('Send failed and ambiguous mails again: 2<');
    const { status, location } = await owner.send(path, 'retry');
    expect(status).toBe(303);
    expect((await owner.get(location ?? '')).html).toContain('Sent again: 2.');
    expect([await stateOf(failed), await stateOf(ambiguous), await stateOf(other)]).toEqual([
      'queued',
      'queued',
      'failed',
    ]);
  });

  test('are taken back, and what is not waiting stays', async () => {
    const [waiting, sent] = [await add('queued'), await add('sent')];
    expect((await owner.get('/cloud/deliveries?state=sent')).html).not.toContain('value="cancel"');
    await owner.send('/cloud/deliveries', 'cancel');
    expect([await stateOf(waiting), await stateOf(sent)]).toEqual(['cancelled', 'sent']);
  });
});

describe('a delivery', () => {
  test('shows every attempt: server, stage, words, times and TLS', async () => {
    const id = await add('failed');
    await query(
      `INSERT INTO delivery_attempt (id, org_id, created_at, updated_at, delivery_id, started_at, finished_at, outcome, stage, response, tls)
       VALUES (gen_random_uuid(), $1, now(), now(), $2, '2026-01-02T03:04:05Z', '2026-01-02T03:04:06.5Z', 'permanent', 'rcpt', '550 No <such> user', 'TLSv1.3 to smtp.acme.test')`,
      [api.gatepost.context.adminOrgId, id],
    );
    const { html } = await owner.get(`/cloud/deliveries/${id}`);
    expect(html).toContain('550 No &lt;such&gt; user');
    expect(html).toContain('TLSv1.3 to smtp.acme.test');
    expect(html).toContain('datetime="2026-01-02T03:04:05.000Z"');
    expect(html).toContain('1.5 s');
    expect(html).toMatch(
      /stage-done">TLS<.*\n<li class="stage stage-done">Sign in<.*\n<li class="stage stage-done">Sender</,
    );
    expect(html).toMatch(/stage-failed">Recipient<.*\n<li class="stage stage-left">Content</);
  });

  test('is sent again, or taken back, and says so', async () => {
    const id = await add('failed');
    const path = `/cloud/deliveries/${id}`;
    expect(await owner.send(path, 'retry')).toMatchObject({ status: 303, location: path });
    expect((await owner.get(path)).html).toContain('The mail is sent again.');
    await owner.send(path, 'cancel');
    expect((await owner.get(path)).html).toContain('The mail was taken back.');
    expect(await stateOf(id)).toBe('cancelled');
  });

  test('that has moved on meanwhile says why it cannot be taken back', async () => {
    const id = await add('sent');
    const { status, html } = await owner.send(`/cloud/deliveries/${id}`, 'cancel');
    expect(status).toBe(409);
    expect(html).toContain('this one is sent');
  });

  test('that is none is not found', async () => {
    expect((await owner.get('/cloud/deliveries/7d444840-9dc0-41d1-b245-5ffdce74fad2')).status).toBe(404);
  });
});

test.each([
  '/cloud/deliveries?recipient=%00',
  '/cloud/deliveries?state=lost',
  '/cloud/deliveries?after=%7B',
  '/cloud/deliveries?created_after=0000-99-99T99:99',
  '/cloud/deliveries?org_url=https://evil.test/x&mail_server_url=%F0%9F%93%A7',
  '/cloud/deliveries?cause_type=x&template=a&template=b',
  `/cloud/deliveries?template=${'x'.repeat(5000)}`,
  '/cloud/deliveries/%00',
  '/cloud/audit?object_type=%00&caller=%00&request_id=%00',
  '/cloud/audit?after=e30&since=-1',
  '/cloud/audit/%00',
  '/cloud/audit/objects/%00',
  '/cloud?interval=century',
])('what makes no sense is no failure of ours: %s', async (path) => {
  expect([200, 404]).toContain((await owner.get(path)).status);
});

test('whoever may only look sees no buttons, and is refused when they ask anyway', async () => {
  const { username } = await enrol(api, 'viewer');
  const viewer = createVisitor(api.url);
  await viewer.signIn(username, PERSON_PASSWORD);
  const id = await add('failed');
  for (const path of ['/cloud/deliveries', `/cloud/deliveries/${id}`]) {
    expect((await viewer.get(path)).html).not.toContain('value="retry"');
    expect((await viewer.send(path, 'retry')).status).toBe(403);
  }
  expect(await stateOf(id)).toBe('failed');
});
