import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Relay, startRelay } from '../../toolbox/relay.ts';
import { requireSuccess, type Workspace } from '../../toolbox/workspace.ts';
import { createCertificate } from '../api/certificate.ts';
import { enrol } from '../api/person.ts';
import { signIn } from '../api/start-api.ts';
import { startTestCloud, type TestCloud, write } from '../e2e/test-cloud.ts';
import { planAndReview } from './planned.ts';
import { SECRETS, wholeCloud } from './whole-cloud.ts';

const READ_ONLY = resolve('examples/pull-request/read-only');
const PASSWORD = 'long enough';
const READER = 'provider/default-idp-2';

let cloud: TestCloud;
let relay: Relay;
let workspace: Workspace;
let later: string;
let viewer: Record<string, string>;
beforeAll(async () => {
  cloud = await startTestCloud();
  relay = await startRelay(cloud.api.url);
  const [old, young] = await Promise.all([createCertificate(), createCertificate()]);
  workspace = await cloud.open(wholeCloud(cloud, { isLater: false, ...old }));
  requireSuccess(await workspace.apply());
  const administrator = await cloud.openFolder(READ_ONLY, { TF_VAR_plan_client_secret: PASSWORD });
  requireSuccess(await administrator.apply());
  await admitReader();
  const { username } = await enrol(cloud.api, 'viewer');
  viewer = { GATEPOST_USERNAME: username, GATEPOST_PASSWORD: PASSWORD };
  later = wholeCloud(cloud, { isLater: true, ...young })
    .replace('username = "olivia"', 'username = "rita"')
    .replace(SECRETS.ownerPassword, PASSWORD)
    .replace(`endpoint = "${cloud.api.url}"`, `endpoint = "${relay.url}"`);
});
afterAll(async () => {
  await relay.close();
  await cloud.stop();
});

/** Somebody who may view what is in the organization, as the README of the example has it. */
async function admitReader(): Promise<void> {
  const { admin, url } = cloud.api;
  const rita = { username: 'rita', email: 'rita@example.com', password: PASSWORD };
  const { body: user } = await admin.post('/user-registries/admin/api-manager-lur/users', rita).expect(201);
  const owner = cloud.api.as(await signIn(url, 'olivia', SECRETS.ownerPassword, READER));
  const member = { user: { url: user.url }, role_urls: ['/api/orgs/acme/roles/viewer'] };
  await owner.post('/orgs/acme/members', member).expect(201);
}

describe('whoever may view', () => {
  test.each([
    [
      'a registration with the scopes of the example',
      () => ({ GATEPOST_CLIENT_ID: 'plan', GATEPOST_CLIENT_SECRET: PASSWORD }),
    ],
    ['a user with the role viewer', () => viewer],
  ])('plans a change of every kind of resource, and writes nothing: %s', async (_, credentials) => {
    Object.assign(workspace.env, { GATEPOST_ENDPOINT: relay.url, GATEPOST_TOKEN: '', ...credentials() });
    await write(workspace, later);
    const { plan, comment } = await planAndReview(workspace);
    const { errored, resource_changes: changes } = JSON.parse(plan);
    expect(errored).toBe(false);
    expect(changes.length).toBeGreaterThan(20);
    expect(comment).toContain('Mail will leave through `Backup relay` instead of `Main relay`.');
    expect(comment).not.toContain('**Error:**');
    expect(relay.requests.filter((request) => !/^(GET|POST \/api\/token)/.test(request))).toEqual([]);
    for (const name of Object.keys(credentials())) delete workspace.env[name];
  });

  test('plans to destroy, and is told what goes along as far as the plan has it', async () => {
    Object.assign(workspace.env, viewer);
    await write(workspace, later.slice(0, later.indexOf('locals {')));
    const { plan, comment } = await planAndReview(workspace);
    expect(JSON.parse(plan).errored).toBe(false);
    expect(comment).not.toContain('**Error:**');
    expect(comment).toContain(
      'Everything in it is destroyed too: 1 member, 1 catalog, 2 roles, 1 invitation of this configuration, and whatever else is there.',
    );
  });
});
