import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Relay, startRelay } from '../../toolbox/relay.ts';
import { requireSuccess } from '../../toolbox/workspace.ts';
import { diagnosticsOf } from './diagnostic.ts';
import { stateOf } from './step.ts';
import { startTestCloud, type TestCloud } from './test-cloud.ts';

const COUNT = 200;

const CONFIGURATION = `
resource "gatepost_email_server" "all" {
  count = ${COUNT}
  title = "Relay \${count.index}"
  host  = "smtp.acme.test"
  port  = 25
}
`;

let cloud: TestCloud;
let relay: Relay;

beforeAll(async () => {
  cloud = await startTestCloud();
  relay = await startRelay(cloud.api.url);
});

afterAll(async () => {
  await relay.close();
  await cloud.stop();
});

test('a plan of many objects asks for one list, and sees what was changed and deleted outside', async () => {
  const workspace = await cloud.open(CONFIGURATION, { GATEPOST_ENDPOINT: relay.url });
  requireSuccess(await workspace.apply());
  relay.requests.length = 0;
  expect((await workspace.plan()).code).toBe(0);
  expect(relay.requests.length).toBeLessThanOrEqual(COUNT / 1000 + 10);

  const ids = Object.values(await stateOf(workspace)).map(({ values }) => String(values.id));
  const [deleted, changed] = ids;
  const path = (id = '') => `/orgs/admin/mail-servers/${id}`;
  await cloud.api.admin.delete(path(deleted)).expect(200);
  await cloud.api.admin.patch(path(changed), { port: 2525 }).expect(200);

  relay.requests.length = 0;
  const planned = await workspace.plan('-json');
  expect(planned.code).toBe(2);
  const warnings = diagnosticsOf(planned).filter(({ severity }) => severity === 'warning');
  expect(warnings.map(({ summary }) => summary)).toEqual([expect.stringMatching(/ is gone$/)]);
  expect(planned.output).toContain('"changes":{"add":1,"change":1,');
  // Not before it was asked for by its id, too, was it called gone.
  expect(relay.requests.filter((request) => request.startsWith(`GET /api${path(deleted)}`))).toHaveLength(1);
  expect(relay.requests.length).toBeLessThanOrEqual(COUNT / 1000 + 10);
});
