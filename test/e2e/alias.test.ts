import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { requireSuccess } from '../../toolbox/workspace.ts';
import { startApi, type TestApi } from '../api/start-api.ts';
import { type Ground, prepareGround } from './ground.ts';
import { applyStep } from './step.ts';

let ground: Ground;
let other: TestApi;

beforeAll(async () => {
  [ground, other] = await Promise.all([prepareGround(), startApi()]);
});

afterAll(async () => {
  await other.stop();
  await ground.leave();
});

const cloud = (alias: string, { url, token }: TestApi) =>
  `provider "gatepost" {\n  alias = "${alias}"\n  endpoint = "${url}"\n  token = "${token}"\n}\n`;
const profile = (label: string) =>
  `resource "gatepost_tls_client_profile" "${label}" {\n  title = "Only ${label}"\n  provider = gatepost.${label}\n}\n`;
const path = (label: string) => `/orgs/admin/tls-client-profiles/only-${label}/1.0.0`;

test('two configurations of the provider reach two clouds, each with its own credentials', async () => {
  const hcl = cloud('here', ground.api) + cloud('there', other) + profile('here') + profile('there');
  const workspace = await ground.open(hcl, { GATEPOST_ENDPOINT: '', GATEPOST_TOKEN: '' });
  const { actions } = await applyStep(workspace);
  expect(Object.keys(actions)).toHaveLength(2);
  await ground.api.admin.get(path('here')).expect(200);
  await ground.api.admin.get(path('there')).expect(404);
  await other.admin.get(path('there')).expect(200);
  await other.admin.get(path('here')).expect(404);
  requireSuccess(await workspace.destroy());
  await other.admin.get(path('there')).expect(404);
});
