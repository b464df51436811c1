import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type supertest from 'supertest';
import { createMailServer, selectServer } from './builder.ts';
import { createProviderOrg } from './provider-org.ts';
import { startApi, type TestApi } from './start-api.ts';

const DELIVERIES = '/cloud/deliveries';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());
beforeEach(() => query('TRUNCATE delivery, delivery_attempt'));

const query = (sql: string, values: unknown[] = []) => api.gatepost.context.database.query(sql, values);

interface Given {
  state?: string;
  template?: string;
  recipient?: string;
  org_id?: string;
  mail_server_id?: string | null;
  cause_type?: string;
  cause_id?: string;
  created_at?: string;
}

/** A mail that no worker looks at: none is selected to send by. */
async function add(given: Given = {}): Promise<string> {
  const id = randomUUID();
  const row = {
    org_id: api.gatepost.context.adminOrgId,
    created_at: new Date().toISOString(),
    template: 'note',
    recipient: 'a@acme.test',
    state: 'sent',
    ...given,
  };
  await query(
    `INSERT INTO delivery (id, org_id, created_at, updated_at, template, recipient, state, next_attempt_at,
                           mail_server_id, cause_type, cause_id)
     VALUES ($1, $2, $3, $3, $4, $5, $6, now(), $7, $8, $9)`,
    [
      id,
      row.org_id,
      row.created_at,
      row.template,
      row.recipient,
      row.state,
      given.mail_server_id,
      given.cause_type,
      given.cause_id,
    ],
  );
  return id;
}

async function found(filter: Record<string, string>): Promise<string[]> {
  const { body } = await api.admin.get(`${DELIVERIES}?${new URLSearchParams(filter)}`).expect(200);
  expect(body.total_results).toBe(body.results.length);
  return body.results.map(({ id }: { id: string }) => id);
}

describe('deliveries are filtered', () => {
  test('by state, held and queued being one or the other', async () => {
    const failed = await add({ state: 'failed' });
    const cancelled = await add({ state: 'cancelled' });
    const waiting = await add({ state: 'queued' });
    await query(`UPDATE delivery SET next_attempt_at = now() + interval '1 hour', route_epoch = 1000000`);
    expect(await found({ state: 'failed' })).toEqual([failed]);
    expect(await found({ state: 'cancelled' })).toEqual([cancelled]);
    expect(await found({ state: 'held' })).toEqual([waiting]);
    expect(await found({ state: 'queued' })).toEqual([]);
    await selectServer(api, (await createMailServer(api)).url);
    expect(await found({ state: 'held' })).toEqual([]);
    expect(await found({ state: 'queued' })).toEqual([waiting]);
    await selectServer(api, null);
  });

  test('by template, and by the whole address of the recipient without regard to case', async () => {
    const one = await add({ template: 'invitation', recipient: 'Zoë@Acme.test' });
    await add({ template: 'note', recipient: 'b@acme.test' });
    expect(await found({ template: 'invitation' })).toEqual([one]);
    expect(await found({ recipient: 'zoë@acme.TEST' })).toEqual([one]);
    expect(await found({ recipient: 'acme.test' })).toEqual([]);
  });

  test('by organization: its URL, id or name, and the id of one that was deleted', async () => {
    const { org } = await createProviderOrg(api);
    const gone = randomUUID();
    const [theirs, old] = [await add({ org_id: org.id }), await add({ org_id: gone })];
    for (const said of [
      org.url,
      org.id,
      org.name,
      `/api/orgs/${org.name}`,
      `/api/cloud/orgs/${org.id.toUpperCase()}`,
    ]) {
      expect(await found({ org_url: said })).toContain(theirs);
      expect(await found({ org_url: said })).not.toContain(old);
    }
    expect(await found({ org_url: gone })).toEqual([old]);
  });

  test('by email server: its URL, id or name, and the id of one that was deleted', async () => {
    const server = await createMailServer(api);
    const gone = randomUUID();
    const [one, old] = [await add({ mail_server_id: server.id }), await add({ mail_server_id: gone })];
    await add();
    for (const said of [server.url, server.id, server.name])
      expect(await found({ mail_server_url: said })).toEqual([one]);
    expect(await found({ mail_server_url: gone })).toEqual([old]);
  });

  test('by cause: its id or URL, with or without its type', async () => {
    const id = randomUUID();
    const one = await add({ cause_type: 'org_invitation', cause_id: id });
    await add({ cause_type: 'org_invitation', cause_id: randomUUID() });
    expect(await found({ cause_id: id })).toEqual([one]);
    expect(await found({ cause_id: `https://x.test/api/cloud/org-invitations/${id}` })).toEqual([one]);
    expect(await found({ cause_id: id, cause_type: 'org_invitation' })).toEqual([one]);
    expect(await found({ cause_id: id, cause_type: 'org' })).toEqual([]);
  });

  test('by time, from a moment on and before another', async () => {
    const early = await add({ created_at: '2026-01-31T12:00:00.000Z' });
    const late = await add({ created_at: '2026-02-01T12:00:00.000Z' });
    expect(await found({ created_after: '2026-01-31T12:00:00Z', created_before: '2026-02-02' })).toEqual([late, early]);
    expect(await found({ created_after: '2026-02-01', created_before: '2026-02-02' })).toEqual([late]);
    expect(await found({ created_before: '2026-02-01T14:00:00+02:00' })).toEqual([early]);
  });

  test('by several at once', async () => {
    const one = await add({ state: 'failed', template: 'invitation' });
    await add({ state: 'failed' });
    await add({ template: 'invitation' });
    expect(await found({ state: 'failed', template: 'invitation' })).toEqual([one]);
  });

  test('and an empty parameter is none', async () => {
    const one = await add();
    expect(await found({ state: '', recipient: '' })).toEqual([one]);
  });

  test.each([
    ['state', 'lost', 'must be one of held'],
    ['created_after', 'yesterday', 'must be a date or a moment'],
    ['created_before', '5', 'must be a date or a moment'],
    ['created_before', '2026-13-01', 'must be a date or a moment'],
    ['created_after', '2026-01-31T12:00:00', 'must be a date or a moment with its zone'],
    ['org_url', 'nobody', 'refers to no org'],
    ['org_url', '/api/orgs/admin/mail-servers/x', 'must be the URL of a org'],
    ['mail_server_url', 'nothing', 'refers to no mail server'],
    ['cause_id', 'org/acme', 'must be an id'],
    ['cause_type', 'org', 'goes with cause_id'],
    ['template', 'x\u0000', 'control characters'],
  ])('%s=%s is refused', async (name, value, words) => {
    const { body } = await api.admin.get(`${DELIVERIES}?${new URLSearchParams({ [name]: value })}`).expect(400);
    expect(body.errors).toEqual([expect.stringContaining(words)]);
    expect(body.violations).toEqual([expect.objectContaining({ pointer: `/${name}` })]);
  });
});

describe('the list of deliveries', () => {
  test('is newest first, and is walked page by page, also when mails come and were made at one moment', async () => {
    const created_at = '2026-03-01T00:00:00.000Z';
    const made = new Set<string>();
    for (let n = 0; n < 7; n += 1) made.add(await add({ created_at, template: 'many' }));
    const newest = await add({ created_at: '2026-03-02T00:00:00.000Z', template: 'many' });
    await add({ created_at, template: 'another' });
    const walked: string[] = [];
    for (let next: string | undefined = `${DELIVERIES}?template=many&limit=3`; next !== undefined; ) {
      const { body, headers }: supertest.Response = await api.admin.get(next).expect(200);
      expect(body.total_results).toBeGreaterThanOrEqual(8);
      walked.push(...body.results.map(({ id }: { id: string }) => id));
      await add({ template: 'many' });
      next = /<([^>]+)>; rel="next"/.exec(headers.link ?? '')?.[1]?.slice(`${api.url}/api`.length);
    }
    expect(walked[0]).toBe(newest);
    expect(walked).toHaveLength(8);
    expect(new Set(walked)).toEqual(new Set([newest, ...made]));
  });

  test('takes an offset, a limit and fields', async () => {
    const older = await add({ created_at: '2026-03-01T00:00:00.000Z' });
    await add({ created_at: '2026-03-02T00:00:00.000Z' });
    const { body } = await api.admin.get(`${DELIVERIES}?offset=1&limit=5&fields=url`).expect(200);
    expect(body).toEqual({ total_results: 2, results: [{ url: `${api.url}/api${DELIVERIES}/${older}` }] });
    const none = await api.admin.get(`${DELIVERIES}?limit=0`).expect(200);
    expect(none.body).toEqual({ total_results: 2, results: [] });
    await api.admin.get(`${DELIVERIES}?after=x`).expect(400);
  });
});
