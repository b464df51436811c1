import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { readConfig } from '../../api/config.ts';
import { type Gatepost, start } from '../../api/start.ts';
import { type Authority, createAuthority } from '../../toolbox/certificate-authority.ts';
import { requireSuccess } from '../../toolbox/workspace.ts';
import { ADMIN_PASSWORD } from '../api/start-api.ts';
import { together } from '../set-up/started.ts';
import { createTestDatabase, type TestDatabase } from '../set-up/test-database.ts';
import { applyStep, expectNoChanges } from './step.ts';
import { startTestCloud, type TestCloud } from './test-cloud.ts';

let cloud: TestCloud;
let database: TestDatabase;
let gatepost: Gatepost;
let authority: Authority;

beforeAll(async () => {
  [cloud, database, authority] = await together([startTestCloud(), createTestDatabase(), createAuthority('API CA')]);
  const issued = await authority.issueServer(['127.0.0.1']);
  const tls = { certificate: issued.certificatePem, key: issued.privateKeyPem };
  gatepost = await start({
    config: { ...readConfig({ GATEPOST_PORT: '0' }, () => ''), tls },
    databaseUrl: database.url,
    encryptionKey: randomBytes(32),
    log: pino({ level: 'silent' }),
    adminPassword: async () => ADMIN_PASSWORD,
  });
});

afterAll(async () => {
  await gatepost.stop();
  await database.drop();
  await cloud.stop();
});

const CONFIGURATION = 'resource "gatepost_user" "a" {\n  username = "anna"\n  email = "anna@acme.test"\n}\n';

function access(env: Record<string, string> = {}): Record<string, string> {
  const credentials = { GATEPOST_USERNAME: 'admin', GATEPOST_PASSWORD: ADMIN_PASSWORD, GATEPOST_TOKEN: '' };
  return { GATEPOST_ENDPOINT: gatepost.url, ...credentials, ...env };
}

async function countUsers(): Promise<number> {
  const rows: { count: string }[] = await gatepost.context.database.query(
    `SELECT count(*) AS count FROM "user" WHERE username = 'anna'`,
  );
  return Number(rows[0]?.count);
}

test('an API whose private authority is unknown is refused, and the error says what to set', async () => {
  expect(gatepost.url).toMatch(/^https:/);
  const workspace = await cloud.open(CONFIGURATION, access());
  const { code, output } = await workspace.apply();
  expect({ code, output }).toEqual({ code: 1, output: expect.stringMatching(/can not be trusted/) });
  expect(output).toMatch(/ca_certificate_pem`? or GATEPOST_CA_CERTIFICATE_FILE/);
  expect(await countUsers()).toBe(0);
});

test('an API of another authority than the given one is refused too', async () => {
  const path = join(cloud.directory, 'other-ca.pem');
  await writeFile(path, cloud.authority.certificatePem);
  const workspace = await cloud.open(CONFIGURATION, access({ GATEPOST_CA_CERTIFICATE_FILE: path }));
  const { code, output } = await workspace.apply();
  expect({ code, output }).toEqual({ code: 1, output: expect.stringMatching(/can not be trusted/) });
  expect(await countUsers()).toBe(0);
});

test('with the authority in GATEPOST_CA_CERTIFICATE_FILE, then in ca_certificate_pem, everything works', async () => {
  const path = join(cloud.directory, 'ca.pem');
  await writeFile(path, authority.certificatePem);
  const workspace = await cloud.open(CONFIGURATION, access({ GATEPOST_CA_CERTIFICATE_FILE: path }));
  const { actions } = await applyStep(workspace);
  expect(actions).toEqual({ 'gatepost_user.a': 'create' });
  expect(await countUsers()).toBe(1);

  delete workspace.env.GATEPOST_CA_CERTIFICATE_FILE;
  const block = `provider "gatepost" {\n  ca_certificate_pem = file(${JSON.stringify(path)})\n}\n`;
  await writeFile(join(workspace.directory, 'provider.tf'), block);
  await expectNoChanges(workspace);
  requireSuccess(await workspace.destroy());
  expect(await countUsers()).toBe(0);
});
