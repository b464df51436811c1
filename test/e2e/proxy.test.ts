import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { findFreePort } from '../../toolbox/free-port.ts';
import { requireSuccess } from '../../toolbox/workspace.ts';
import { type ForwardProxy, startForwardProxy } from '../provider/forward-proxy.ts';
import { diagnosticsOf } from './diagnostic.ts';
import { applyStep } from './step.ts';
import { startTestCloud, type TestCloud } from './test-cloud.ts';

let cloud: TestCloud;
let proxy: ForwardProxy;

beforeAll(async () => {
  cloud = await startTestCloud();
  proxy = await startForwardProxy({ hosts: { 'api.acme.test': Number(new URL(cloud.api.url).port) } });
});

afterAll(async () => {
  await proxy.close();
  await cloud.stop();
});

const CONFIGURATION = 'resource "gatepost_user" "a" {\n  username = "anna"\n  email = "anna@acme.test"\n}\n';
const ENDPOINT = 'http://api.acme.test';

test('an API that only a proxy reaches is managed through it', async () => {
  const workspace = await cloud.open(CONFIGURATION, { GATEPOST_ENDPOINT: ENDPOINT, HTTP_PROXY: proxy.url });
  expect((await applyStep(workspace)).actions).toEqual({ 'gatepost_user.a': 'create' });
  expect(proxy.asked).toContainEqual(expect.stringMatching(/^POST http:\/\/api\.acme\.test\/api\/user-registries\//));
  requireSuccess(await workspace.destroy());
});

test('a proxy that is not there is an error that names it and the variable', async () => {
  const url = `http://127.0.0.1:${await findFreePort()}`;
  const workspace = await cloud.open(CONFIGURATION, { GATEPOST_ENDPOINT: ENDPOINT, HTTP_PROXY: url });
  const [error] = diagnosticsOf(await workspace.apply('-json')).filter(({ severity }) => severity === 'error');
  expect(`${error?.summary} ${error?.detail}`).toContain(`the proxy ${url} (HTTP_PROXY): nothing listens there`);
});
