import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Workspace } from '../../toolbox/workspace.ts';
import { applyStep } from './step.ts';
import { startTestCloud, type TestCloud } from './test-cloud.ts';

let cloud: TestCloud;
let workspace: Workspace;

beforeAll(async () => {
  cloud = await startTestCloud('attached');
  for (const name of ['rc2-and-3des', 'java-keystore', 'java-truststore']) {
    const base64 = readFileSync(join('test', 'api', 'pkcs12', `${name}.p12.base64`), 'utf8');
    await writeFile(join(cloud.directory, `${name}.p12`), Buffer.from(base64, 'base64'));
  }
});
afterAll(() => cloud.stop());

const file = (name: string) => `filebase64("${join(cloud.directory, `${name}.p12`)}")`;

/** A keystore and a truststore as their files are; the archive of the keystore is in no state. */
const stores = (archive: string, version: string, title = 'Client') => `
variable "password" {
  type      = string
  ephemeral = true
}
resource "gatepost_keystore" "client" {
  title               = "${title}"
  pkcs12_wo           = ${file(archive)}
  pkcs12_wo_version   = "${version}"
  password_wo         = var.password
  password_wo_version = "1"
}
resource "gatepost_truststore" "trust" {
  title               = "Trust"
  pkcs12              = ${file('java-truststore')}
  password_wo         = var.password
  password_wo_version = "1"
}
output "trusted" {
  value = gatepost_truststore.trust.ca_cert_pem
}
`;

async function subjects(path: string): Promise<string[]> {
  const { body } = await cloud.api.admin.get(path).expect(200);
  return body.certificates.map(({ subject }: { subject: string }) => subject);
}

describe('PKCS#12 files', () => {
  test('make a keystore and a truststore, and the next plan is empty', async () => {
    workspace = await cloud.open(stores('rc2-and-3des', '1'), { TF_VAR_password: 'changeit' });
    const { state } = await applyStep(workspace);
    expect(await subjects('/orgs/admin/keystores/client')).toEqual(['CN=old-client', 'CN=Old CA']);
    expect(await subjects('/orgs/admin/truststores/trust')).toEqual(['CN=Old CA', 'CN=old-client']);
    expect(state['gatepost_truststore.trust']?.values.ca_cert_pem).toMatch(/^-----BEGIN CERTIFICATE-----/);
    const kept = JSON.stringify(state['gatepost_keystore.client']?.values);
    expect(kept).not.toContain('changeit');
    expect(kept).not.toContain(
      readFileSync(join('test', 'api', 'pkcs12', 'rc2-and-3des.p12.base64'), 'utf8').slice(0, 60),
    );
  });

  test('are not sent again with another title, and are with another version', async () => {
    workspace.env.TF_VAR_password = 'wrong, and not to be sent';
    await applyStep(workspace, stores('rc2-and-3des', '1', 'Renamed'));
    workspace.env.TF_VAR_password = 'changeit';
    const { actions } = await applyStep(workspace, stores('java-keystore', '2', 'Renamed'));
    expect(actions).toEqual({ 'gatepost_keystore.client': 'update' });
    expect(await subjects('/orgs/admin/keystores/client')).toEqual(['CN=java']);
  });
});
