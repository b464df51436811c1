import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Sink, startSink } from '../../lab/sink.ts';
import { createMailServer, newTitle, pointersOf, selectServer } from './builder.ts';
import { createProviderOrg, type ProviderOrg } from './provider-org.ts';
import { startApi, type TestApi } from './start-api.ts';

const CLOUD = '/cloud/settings/notification-templates';

let api: TestApi;
let sink: Sink;
let acme: ProviderOrg;
beforeAll(async () => {
  api = await startApi();
  sink = await startSink({ security: 'plain' });
  await selectServer(api, (await createMailServer(api, { host: '127.0.0.1', port: sink.port })).url);
});
afterAll(async () => {
  await api.stop();
  await sink.stop();
});
beforeEach(async () => {
  acme = await createProviderOrg(api);
});

const settings = (catalog = 'sandbox') => `/catalogs/${acme.org.name}/${catalog}/settings`;
const texts = (catalog = 'sandbox') => `${settings(catalog)}/notification-templates`;
const ofOrganization = () => `/orgs/${acme.org.name}/settings`;

/** Says where the portal of a catalog is; the mail that tells its owner. */
async function openPortal(catalog = 'sandbox') {
  const endpoint = `https://${newTitle('portal')}.test/${catalog}`;
  await acme.client.put(settings(catalog), { portal: { type: 'drupal', endpoint } }).expect(200);
  return sink.waitFor(({ text }) => text.includes(endpoint));
}

describe('a portal of a catalog', () => {
  test('is told of once to whoever owns the catalog', async () => {
    const mail = await openPortal();
    expect(mail.envelope.to).toEqual([`${acme.owner.username}@acme.test`]);
    expect(mail.subject).toBe('The portal of Sandbox is ready');
    expect(mail.text).toContain(`“${acme.org.name}”`);
    const before = (await api.admin.get('/cloud/deliveries?limit=1000').expect(200)).body.total_results;
    const { body } = await acme.client.get(settings()).expect(200);
    await acme.client.put(settings(), { ...body, production_mode: true }).expect(200);
    await acme.client.put(settings(), { portal: { type: 'none' } }).expect(200);
    expect((await api.admin.get('/cloud/deliveries?limit=1000').expect(200)).body.total_results).toBe(before);
  });

  test.each([
    ['none', { type: 'none', endpoint: 'https://portal.test' }],
    ['nowhere', { type: 'drupal' }],
    ['at what is no address of a page', { type: 'drupal', endpoint: 'javascript:alert(1)' }],
    ['a word', 'drupal'],
    ['nothing', null],
  ])('that is %s is told of to nobody', async (_words, portal) => {
    const before = (await api.admin.get('/cloud/deliveries?limit=1000').expect(200)).body.total_results;
    await acme.client.put(settings(), { portal }).expect(200);
    expect((await api.admin.get('/cloud/deliveries?limit=1000').expect(200)).body.total_results).toBe(before);
  });
});

describe('mail about a catalog', () => {
  test('comes from the sender of the catalog, else of the organization, else of the cloud', async () => {
    expect((await openPortal()).envelope.from).toBe('admin@localhost');
    await acme.client.put(ofOrganization(), { email_sender: { address: 'acme@acme.test' } }).expect(200);
    const inherited = { custom: false, name: 'Gatepost', address: 'acme@acme.test' };
    expect((await acme.client.get(settings()).expect(200)).body.email_sender).toEqual(inherited);
    expect((await openPortal()).envelope.from).toBe('acme@acme.test');
    const own = { custom: true, name: 'Sandbox', address: 'sandbox@acme.test' };
    expect((await acme.client.put(settings(), { email_sender: own }).expect(200)).body.email_sender).toEqual(own);
    expect((await openPortal()).from).toEqual([{ name: 'Sandbox', address: 'sandbox@acme.test' }]);
    await acme.client.post(`/orgs/${acme.org.name}/catalogs`, { title: 'Other' }).expect(201);
    expect((await openPortal('other')).envelope.from).toBe('acme@acme.test');
    await acme.client.put(settings(), { email_sender: null }).expect(200);
    expect((await openPortal()).envelope.from).toBe('acme@acme.test');
    const wrong = await acme.client.put(settings(), { email_sender: { address: 'nobody' } }).expect(400);
    expect(pointersOf(wrong.body)).toEqual(['/email_sender/address']);
  });

  test('takes the text of the catalog, else of the organization, else of the cloud, and there of its scopes upwards', async () => {
    const subject = async (catalog?: string) => (await openPortal(catalog)).subject;
    const say = (path: string, words: string) =>
      (path.startsWith('/cloud') ? api.admin : acme.client).patch(path, { subject: words }).expect(200);
    await say(`${CLOUD}/cloud/portal-ready`, 'Cloud');
    expect(await subject()).toBe('Cloud');
    await say(`${CLOUD}/provider/portal-ready`, 'Cloud, for providers');
    expect(await subject()).toBe('Cloud, for providers');
    await say(`${CLOUD}/catalog/portal-ready`, 'Cloud, for catalogs');
    expect(await subject()).toBe('Cloud, for catalogs');
    await say(`${ofOrganization()}/notification-templates/provider/portal-ready`, 'Acme');
    expect(await subject()).toBe('Acme');
    await say(`${ofOrganization()}/notification-templates/catalog/portal-ready`, 'Acme, for catalogs');
    expect(await subject()).toBe('Acme, for catalogs');
    expect((await acme.client.get(`${texts()}/catalog/portal-ready`).expect(200)).body).toMatchObject({
      subject: 'Acme, for catalogs',
      is_changed: false,
      is_sent: true,
    });
    await say(`${texts()}/catalog/portal-ready`, 'Sandbox of {{organization}}');
    expect(await subject()).toBe(`Sandbox of ${acme.org.name}`);
    await acme.client.post(`/orgs/${acme.org.name}/catalogs`, { title: 'Other' }).expect(201);
    expect(await subject('other')).toBe('Acme, for catalogs');
    await acme.client.post(`${texts()}/catalog/portal-ready/reset`).expect(200);
    expect(await subject()).toBe('Acme, for catalogs');
    for (const scope of ['cloud', 'provider', 'catalog'])
      await api.admin.post(`${CLOUD}/${scope}/portal-ready/reset`).expect(200);
  });
});

describe('the texts of a catalog', () => {
  test('are those of its scope, under either path, by name or id, and go with the catalog', async () => {
    const { body: list } = await acme.client.get(texts()).expect(200);
    expect(list.results.map(({ scope }: { scope: string }) => scope)).toEqual(Array(5).fill('catalog'));
    const other = `/orgs/${acme.org.name}/catalogs/sandbox/settings/notification-templates`;
    expect((await acme.client.get(`${other}/catalog`).expect(200)).body).toEqual(list);
    await acme.client.get(`${texts()}/provider`).expect(200, { total_results: 0, results: [] });
    await acme.client.get(`${texts()}/provider/portal-ready`).expect(404);
    await acme.client.get(`${texts('nowhere')}/catalog/portal-ready`).expect(404);
    const changed = await acme.client.patch(`${texts()}/catalog/portal-ready`, { subject: 'Ours' }).expect(200);
    const { pathname } = new URL(changed.body.url);
    expect((await acme.client.get(pathname.replace('/api', '')).expect(200)).body).toEqual(changed.body);
    const german = `${texts()}/catalog/portal-ready/notification-languages/de`;
    await acme.client.patch(german, { subject: 'Unseres' }).expect(200);
    expect((await acme.client.post(`${german}/preview`).expect(200)).body.subject).toBe('Unseres');
    await acme.client.delete(`/orgs/${acme.org.name}/catalogs/sandbox`).expect(200);
    const [{ count }] = await api.gatepost.context.database.query(
      'SELECT count(*) FROM notification_template WHERE org_id = $1',
      [acme.org.id],
    );
    expect(count).toBe('0');
  });

  test('say of each whether Gatepost sends such a mail', async () => {
    const { body } = await api.admin.get(CLOUD).expect(200);
    const sent = body.results.filter(({ is_sent: is }: { is_sent: boolean }) => is);
    expect(new Set(sent.map(({ scope }: { scope: string }) => scope))).toEqual(
      new Set(['cloud', 'admin', 'provider', 'catalog']),
    );
    expect(sent.filter(({ scope }: { scope: string }) => scope === 'catalog')).toHaveLength(1);
  });

  test('are nobody else’s business', async () => {
    const other = await createProviderOrg(api);
    await other.client.get(texts()).expect(403);
    await other.client.patch(`${texts()}/catalog/portal-ready`, { subject: 'x' }).expect(403);
  });
});
