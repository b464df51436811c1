import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { create, createMailServer, KEYSTORES, PROFILES } from '../api/builder.ts';
import { createKeystorePem } from '../api/certificate.ts';
import { startApi, type TestApi } from '../api/start-api.ts';
import { countStatements } from '../api/statement-count.ts';
import { createVisitor, type Visitor } from './visitor.ts';

let api: TestApi;
let visitor: Visitor;
beforeAll(async () => {
  api = await startApi();
  visitor = createVisitor(api.url);
  await visitor.signIn();
});
afterAll(() => api.stop());

let added = 0;

async function addServers(count: number): Promise<void> {
  for (const until = added + count; added < until; added += 1) {
    const keystore = await create(api, KEYSTORES, { title: `Key ${added}`, keystore: await createKeystorePem() });
    const profile = await create(api, PROFILES, { title: `To relay ${added}`, keystore_url: keystore.url });
    await createMailServer(api, { title: `Relay ${added}`, secure: true, tls_client_profile_url: profile.url });
  }
}

const see = async (path: string, rows: number) => {
  const { status, html } = await visitor.get(path);
  expect(status).toBe(200);
  expect(html.match(/Relay \d+</g) ?? []).toHaveLength(rows);
};

test('a page of many reads looks up once who visits', async () => {
  await addServers(1);
  const lookUps = (run: () => Promise<unknown>) => countStatements('FROM access_token t', run);
  const ofOneRead = await lookUps(() => api.admin.get('/cloud/settings'));
  expect(ofOneRead).toBeGreaterThan(0);
  for (const path of ['/cloud', '/cloud/email-servers', '/cloud/deliveries', '/cloud/keystores'])
    expect(await lookUps(() => visitor.get(path))).toBe(ofOneRead);
});

test('a list reads the certificates of all its rows at once', async () => {
  await addServers(4);
  const looks = async (rows: number) => {
    const tables = ['tls_client_profile', 'keystore', 'truststore'];
    const counts: number[] = [];
    for (const table of tables)
      counts.push(await countStatements(`FROM "${table}"`, () => see('/cloud/email-servers', rows)));
    return counts;
  };
  const ofFive = await looks(5);
  await addServers(4);
  expect(await looks(9)).toEqual(ofFive);
});
