import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { requireSuccess } from '../../toolbox/workspace.ts';
import { startApi, type TestApi } from '../api/start-api.ts';
import { together } from '../set-up/started.ts';
import { applyStep } from './step.ts';
import { startTestCloud, type TestCloud } from './test-cloud.ts';

let cloud: TestCloud;
let other: TestApi;

beforeAll(async () => {
  [cloud, other] = await together([startTestCloud(), startApi()]);
});

afterAll(async () => {
  await other.stop();
  await cloud.stop();
});

const providerBlock = (alias: string, { url, token }: TestApi) =>
  `provider "gatepost" {\n  alias = "${alias}"\n  endpoint = "${url}"\n  token = "${token}"\n}\n`;
const profile = (label: string) =>
  `resource "gatepost_tls_client_profile" "${label}" {\n  title = "Only ${label}"\n  provider = gatepost.${label}\n}\n`;
const path = (label: string) => `/orgs/admin/tls-client-profiles/only-${label}/1.0.0`;

test('two configurations of the provider reach two clouds, each with its own credentials', async () => {
  const hcl = providerBlock('here', cloud.api) + providerBlock('there', other) + profile('here') + profile('there');
  const workspace = await cloud.open(hcl, { GATEPOST_ENDPOINT: '', GATEPOST_TOKEN: '' });
  const { actions } = await applyStep(workspace);
  expect(Object.keys(actions)).toHaveLength(2);
  await cloud.api.admin.get(path('here')).expect(200);
  await cloud.api.admin.get(path('there')).expect(404);
  await other.admin.get(path('there')).expect(200);
  await other.admin.get(path('here')).expect(404);
  requireSuccess(await workspace.destroy());
  await other.admin.get(path('there')).expect(404);
});
