import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { enqueue } from '../../api/mail/outbox/outbox.ts';
import { saveAttemptResults } from '../../api/mail/worker/attempt-result.ts';
import { DEFAULT_BACKOFF } from '../../api/mail/worker/backoff.ts';
import { deliveryTable } from '../../api/tables/delivery.ts';
import { pointersOf } from './builder.ts';
import { createProviderOrg } from './provider-org.ts';
import { startApi, type TestApi } from './start-api.ts';

const DELIVERIES = '/cloud/deliveries';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());
// No server is selected, so that whatever waits is held and no worker takes it.
beforeEach(() => query('TRUNCATE delivery, delivery_attempt'));

const query = (sql: string, values: unknown[] = []) => api.gatepost.context.database.query(sql, values);

/** A mail as it would be after a while. */
async function add(state = 'queued', given: { org_id?: string; recipient?: string } = {}): Promise<string> {
  const { database, cipher, adminOrgId } = api.gatepost.context;
  const variables = { mail_server: 'x', host: 'x', port: '25' };
  const mail = { org_id: adminOrgId, template: 'mail-server-test-connection', recipient: 'a@acme.test', ...given };
  const { id } = await database.transaction((manager) =>
    enqueue(manager, cipher, { ...mail, variables, updated_by: null }),
  );
  await query(
    `UPDATE delivery SET state = $2, lease_until = CASE WHEN $2 = 'sending' THEN now() + interval '1 hour' END,
            variables = CASE WHEN $2 IN ('sent', 'cancelled') THEN NULL ELSE variables END WHERE id = $1`,
    [id, state],
  );
  return id;
}

const rowOf = async (id: string) => (await query('SELECT * FROM delivery WHERE id = $1', [id]))[0];
const statesOf = async (ids: string[]) => Promise.all(ids.map(async (id) => (await rowOf(id)).state));

describe('a delivery is cancelled', () => {
  test('while it waits, and what it says is erased', async () => {
    const id = await add();
    const { body, headers } = await api.admin.post(`${DELIVERIES}/${id}/cancel`).expect(200);
    expect(body).toMatchObject({ id, state: 'cancelled', next_attempt_at: null, attempt_results: [] });
    expect(headers.etag).toBe('"2"');
    expect(await rowOf(id)).toMatchObject({ state: 'cancelled', variables: null });
  });

  test.each([
    ['sending', 'cannot be called back'],
    ['sent', 'this one is sent'],
    ['failed', 'this one is failed'],
    ['ambiguous', 'this one is ambiguous'],
    ['cancelled', 'this one is cancelled'],
  ])('but not when it is %s', async (state, words) => {
    const id = await add(state);
    const before = await rowOf(id);
    const { body } = await api.admin.post(`${DELIVERIES}/${id}/cancel`).expect(409);
    expect(body).toMatchObject({ code: 'conflict', message: [expect.stringContaining(words)] });
    expect(await rowOf(id)).toEqual(before);
  });

  test('but not one that is not there', async () => {
    await api.admin.post(`${DELIVERIES}/${randomUUID()}/cancel`).expect(404);
    await api.admin.post(`${DELIVERIES}/nothing/cancel`).expect(404);
  });
});

test('what was erased cannot be sent again', async () => {
  const failed = await add('failed');
  await query('UPDATE delivery SET variables = NULL WHERE id = $1', [failed]);
  const { body } = await api.admin.post(`${DELIVERIES}/${failed}/retry`).expect(409);
  expect(body.message).toEqual([expect.stringContaining('was erased')]);
  await api.admin.post(`${DELIVERIES}/${await add('cancelled')}/retry`).expect(409);
});

describe('deliveries are retried and cancelled by a filter', () => {
  const sweep = (action: string, body: object) => api.admin.post(`${DELIVERIES}/${action}`, body);

  test('those that fit and can be, and no other', async () => {
    const [one, two, other] = [
      await add('failed'),
      await add('ambiguous'),
      await add('failed', { recipient: 'b@b.test' }),
    ];
    const sent = await add('sent');
    const erased = await add('failed');
    await query('UPDATE delivery SET variables = NULL WHERE id = $1', [erased]);
    const { body } = await sweep('retry', { recipient: 'A@ACME.test', confirm: true }).expect(200);
    expect(body).toEqual({ count: 2, more: false });
    expect(await statesOf([one, two, other, sent, erased])).toEqual(['queued', 'queued', 'failed', 'sent', 'failed']);
    const cancelled = await sweep('cancel', { state: 'held', confirm: true }).expect(200);
    expect(cancelled.body).toEqual({ count: 2, more: false });
    expect(await rowOf(one)).toMatchObject({ state: 'cancelled', variables: null });
    expect((await sweep('cancel', { confirm: true }).expect(200)).body.count).toBe(0);
  });

  test('all of them where nothing is said but that it is meant', async () => {
    const ids = [await add(), await add('queued', { recipient: 'b@acme.test' })];
    expect((await sweep('cancel', { confirm: true }).expect(200)).body).toEqual({ count: 2, more: false });
    expect(await statesOf(ids)).toEqual(['cancelled', 'cancelled']);
  });

  test('only what is meant: confirmed, said in the body, and with no word that is none', async () => {
    const id = await add();
    for (const body of [{}, { confirm: false }, { confirm: 'yes' }]) {
      expect(pointersOf((await sweep('cancel', body).expect(400)).body)).toEqual(['/confirm']);
    }
    for (const [field, value] of Object.entries({
      recipent: 'x@acme.test',
      state: 'lost',
      recipient: '',
      template: null,
    })) {
      expect(pointersOf((await sweep('cancel', { confirm: true, [field]: value }).expect(400)).body)).toEqual([
        `/${field}`,
      ]);
    }
    const { body } = await api.admin.post(`${DELIVERIES}/cancel?recipient=b@b.test`, { confirm: true }).expect(400);
    expect(body.message).toEqual([expect.stringContaining('recipient in the body')]);
    expect(await statesOf([id])).toEqual(['queued']);
  });

  test('or tried, which tells how many it would be', async () => {
    const id = await add();
    const { body } = await api.admin.post(`${DELIVERIES}/cancel?validate_only=true`, { confirm: true }).expect(200);
    expect(body).toEqual({ count: 1, more: false });
    expect(await statesOf([id])).toEqual(['queued']);
  });

  test('with one event in the audit, which says by what and how many', async () => {
    for (let n = 0; n < 3; n += 1) await add();
    const requestId = randomUUID();
    await sweep('cancel', { template: 'mail-server-test-connection', state: 'held', confirm: true })
      .set('X-Request-Id', requestId)
      .expect(200);
    const { body } = await api.admin.get(`/cloud/audit-events?request_id=${requestId}`).expect(200);
    expect(body.results).toHaveLength(1);
    expect(body.results[0]).toMatchObject({
      action: 'cancel',
      object: { type: 'delivery', id: null, name: '3 of state=held, template=mail-server-test-connection' },
      request: 'POST /api/cloud/deliveries/cancel',
    });
  });
});

describe('an organization that is deleted takes its mail back', () => {
  test('what waits, what is under way as far as that goes, and what any of it says', async () => {
    const { org } = await createProviderOrg(api);
    const another = await add();
    const [waiting, sending, failed, sent] = [
      await add('queued', { org_id: org.id }),
      await add('sending', { org_id: org.id }),
      await add('failed', { org_id: org.id }),
      await add('sent', { org_id: org.id }),
    ];
    const { database } = api.gatepost.context;
    const underWay = await database.getRepository(deliveryTable).findOneByOrFail({ id: sending });
    await api.admin.delete(`/orgs/${org.name}`).expect(200);
    expect(await statesOf([waiting, sending, failed, sent, another])).toEqual([
      'cancelled',
      'cancelled',
      'failed',
      'sent',
      'queued',
    ]);
    for (const id of [waiting, sending, failed]) expect((await rowOf(id)).variables).toBeNull();
    expect((await rowOf(sending)).last_response).toContain('may have arrived');
    expect((await rowOf(another)).variables).not.toBeNull();
    // The worker that had it comes too late.
    const now = performance.now();
    const result = { mail_server_id: null, started: now, finished: now, stage: 'data' as const, response: '' };
    const results = [{ ...result, outcome: 'temporary' as const }];
    expect(await saveAttemptResults(database, [{ delivery: underWay, results }], DEFAULT_BACKOFF)).toEqual(new Set());
    expect((await rowOf(sending)).state).toBe('cancelled');
  });
});

describe('an invitation that is deleted takes its mail back', () => {
  test.each([
    ['waits and never began to leave', 'queued', null, undefined],
    ['waits and may have arrived', 'queued', new Date(), 'cancelled'],
    ['is being sent', 'sending', null, 'cancelled'],
    ['has left', 'sent', new Date(), 'sent'],
  ])('that %s', async (_when, state, firstSentAt, after) => {
    const email = `${randomUUID()}@acme.test`;
    const { body } = await api.admin.post('/cloud/org-invitations', { email, notify: false }).expect(201);
    const id = await add(state);
    await query('UPDATE delivery SET cause_id = $2, first_sent_at = $3 WHERE id = $1', [id, body.id, firstSentAt]);
    await api.admin.delete(`/cloud/org-invitations/${body.id}`).expect(200);
    const row = await rowOf(id);
    expect(row?.state).toBe(after);
    expect(row?.variables ?? null).toBeNull();
  });
});
