import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { enqueue } from '../../api/mail/outbox/outbox.ts';
import { type Sink, startSink } from '../../lab/sink.ts';
import { waitUntil } from '../../toolbox/poll.ts';
import { createMailServer, newTitle, selectServer, UNKNOWN_ID } from './builder.ts';
import { startApi, type TestApi } from './start-api.ts';

const DELIVERIES = '/cloud/deliveries';

let api: TestApi;
let sink: Sink;
let server: { id: string; url: string };
beforeAll(async () => {
  api = await startApi();
  sink = await startSink({ security: 'plain' });
  server = await createMailServer(api, { host: '127.0.0.1', port: sink.port });
});
afterAll(async () => {
  await sink.stop();
  await api.stop();
});

/** A mail of a cause that has no route of its own here. */
async function send(recipient = `${newTitle('person')}@acme.test`) {
  const { database, cipher, adminOrgId } = api.gatepost.context;
  const variables = { mail_server: 'x', host: 'x', port: '25' };
  const mail = { org_id: adminOrgId, template: 'mail-server-test-connection', recipient, variables, updated_by: null };
  const { id } = await database.transaction((manager) => enqueue(manager, cipher, mail));
  return { id, recipient };
}

const read = async (id: string) => (await api.admin.get(`${DELIVERIES}/${id}`).expect(200)).body;
const reaches = (id: string, state: string) =>
  waitUntil(
    () => read(id),
    (delivery) => delivery.state === state,
  );

interface Tried {
  attempt_results: { started_at: string; finished_at: string }[];
}

/** When each attempt began and ended, in their order. */
const moments = ({ attempt_results }: Tried) =>
  attempt_results.flatMap(({ started_at, finished_at }) => [started_at, finished_at]);

const times = (tried: Tried, index: number) => {
  const [started_at, finished_at] = moments(tried).slice(2 * index);
  return { started_at, finished_at };
};

describe('a delivery', () => {
  test('is held while no server is selected, and leaves when one is', async () => {
    const { id, recipient } = await send();
    expect(await read(id)).toMatchObject({
      type: 'delivery',
      state: 'held',
      attempts: 0,
      recipient,
      mail_server_url: null,
    });
    const { body: list } = await api.admin.get(DELIVERIES).expect(200);
    expect(list.results.find((each: { id: string }) => each.id === id).state).toBe('held');
    await selectServer(api, server.url);
    await sink.waitFor(({ envelope }) => envelope.to.includes(recipient));
    expect(await reaches(id, 'sent')).toMatchObject({
      attempts: 1,
      mail_server_url: server.url,
      next_attempt_at: null,
    });
  });

  test('never shows what the mail says', async () => {
    const { id } = await send();
    const { text } = await api.admin.get(`${DELIVERIES}/${id}`).expect(200);
    expect(text).not.toMatch(/variables|subject|body/);
  });

  test('that failed for good shows the words of the server, and leaves when it is retried', async () => {
    const recipient = 'refused@acme.test';
    sink.behaviour.refused.push(recipient);
    const { id } = await send(recipient);
    const failed = await reaches(id, 'failed');
    expect(failed.last_response).toContain('No such mailbox here');
    sink.behaviour.refused.pop();
    await api.admin.post(`${DELIVERIES}/${id}/retry`).expect(200);
    await sink.waitFor(({ envelope }) => envelope.to.includes(recipient));
    const sent = await reaches(id, 'sent');
    expect(sent.attempts).toBe(2);
    const common = { mail_server_url: server.url, tls: 'not used: the connection is plain text' };
    expect(sent.attempt_results).toEqual([
      { ...common, outcome: 'permanent', stage: 'rcpt', response: failed.last_response, ...times(sent, 0) },
      { ...common, outcome: 'sent', stage: 'data', response: sent.last_response, ...times(sent, 1) },
    ]);
    expect(moments(sent)).toEqual([...moments(sent)].sort());
    const { body: without } = await api.admin.get(`${DELIVERIES}/${id}?fields=state`).expect(200);
    expect(without).toEqual({ state: 'sent' });
    const { body: list } = await api.admin.get(`${DELIVERIES}?recipient=${recipient}`).expect(200);
    expect(list.results[0]).not.toHaveProperty('attempt_results');
  });

  test('that was sent, or is none, cannot be retried', async () => {
    const { id } = await send();
    await reaches(id, 'sent');
    const { body } = await api.admin.post(`${DELIVERIES}/${id}/retry`).expect(409);
    expect(body.code).toBe('conflict');
    await api.admin.post(`${DELIVERIES}/${UNKNOWN_ID}/retry`).expect(404);
    await api.admin.post(`${DELIVERIES}/nothing/retry`).expect(404);
    await api.admin.get(`${DELIVERIES}/nothing`).expect(404);
    await api.admin.delete(`${DELIVERIES}/${id}`).expect(405);
  });

  test('waits while the server is down and leaves later, also through a server selected meanwhile', async () => {
    await sink.goDown();
    const { id, recipient } = await send();
    const waiting = await waitUntil(
      () => read(id),
      ({ attempts, state }) => attempts > 0 && state === 'queued',
    );
    expect(waiting.last_response).toEqual(expect.any(String));
    await selectServer(api, null);
    await api.gatepost.context.database.query(
      `UPDATE delivery SET next_attempt_at = now() + interval '1 hour' WHERE id = $1`,
      [id],
    );
    const held = await read(id);
    expect(held.state).toBe('held');
    // Another route is another try, whenever it was to be tried again by the one before.
    expect(Date.parse(held.next_attempt_at)).toBeLessThanOrEqual(Date.now());
    const other = await startSink({ security: 'plain' });
    await selectServer(api, (await createMailServer(api, { host: '127.0.0.1', port: other.port })).url);
    await other.waitFor(({ envelope }) => envelope.to.includes(recipient));
    await reaches(id, 'sent');
    await other.stop();
    await sink.comeBack();
  });
});
