import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { resources } from '../../provider/resources/index.ts';
import { requireSuccess, type Workspace } from '../../toolbox/workspace.ts';
import { createCertificate } from '../api/certificate.ts';
import { startTestCloud, type TestCloud, write } from '../e2e/test-cloud.ts';
import { expectGolden } from './golden.ts';
import { planAndReview } from './planned.ts';
import { nothing, SECRETS, wholeCloud } from './whole-cloud.ts';

let cloud: TestCloud;
let workspace: Workspace;
let early: string;
let later: string;
beforeAll(async () => {
  // Two configurations of the provider are two processes, which an attached one is not.
  cloud = await startTestCloud();
  const [old, young] = await Promise.all([createCertificate({ name: 'old' }), createCertificate({ name: 'young' })]);
  early = wholeCloud(cloud, { isLater: false, ...old });
  later = wholeCloud(cloud, { isLater: true, ...young });
  workspace = await cloud.open(early);
});
afterAll(() => cloud.stop());

/** Both the comment and the way to it: a plan has what is sensitive in clear. */
function expectNoSecret(comment: string): void {
  for (const secret of Object.values(SECRETS)) expect(comment).not.toContain(secret);
  expect(comment).not.toContain('PRIVATE KEY');
}

describe('the review of a plan, step by step', () => {
  test('tells what will be created, of every kind of resource', async () => {
    const { plan, comment } = await planAndReview(workspace);
    expect(plan).toContain(SECRETS.mailPassword);
    expectNoSecret(comment);
    for (const { typeName } of resources) expect(comment).toContain(`\`${typeName}.`);
    expectGolden('create', comment);
    requireSuccess(await workspace.apply('plan.bin'));
  });

  test('tells that nothing changes', async () => {
    const { comment } = await planAndReview(workspace);
    expectGolden('nothing', comment);
  });

  test('tells what will be changed and replaced, and what somebody changed outside of Terraform', async () => {
    const drift = { host: 'elsewhere.example.com', credentials: { password: 'by hand' } };
    await cloud.api.admin.patch('/orgs/admin/mail-servers/relay-of-a-cloud', { max_connections: 2 }).expect(200);
    await cloud.api.admin.patch('/orgs/admin/mail-servers/backup-relay', drift).expect(200);
    await write(workspace, later);
    const { comment } = await planAndReview(workspace);
    expectNoSecret(comment);
    expectGolden('change', comment);
  });

  test('tells that a new name destroys an organization with all that is in it', async () => {
    await write(workspace, early.replace('title                    = "ACME"', '$&\n  name = "acme-inc"'));
    const { comment } = await planAndReview(workspace);
    expectNoSecret(comment);
    expectGolden('replace', comment);
  });

  test('tells what will be destroyed, and what goes along with it', async () => {
    await write(workspace, nothing(cloud));
    const { comment } = await planAndReview(workspace);
    expect(comment).toMatch(
      /Organization `ACME`.*\n.*Everything in it is destroyed too: 2 members, 2 catalogs and 1 open/,
    );
    expectNoSecret(comment);
    expectGolden('destroy', comment);
  });
});
