import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EmailServerConfig } from '@gatepost/cdktf-provider-gatepost/lib/email-server';
import { NotificationFoundation } from '@gatepost/cdktf-provider-gatepost/lib/notification-foundation';
import { GatepostProvider as GatepostProviderOfCdktf } from '@gatepost/cdktf-provider-gatepost/lib/provider';
import { EmailServer } from '@gatepost/cdktn-provider-gatepost/lib/email-server';
import { EphemeralGatepostAccessToken } from '@gatepost/cdktn-provider-gatepost/lib/ephemeral-gatepost-access-token';
import { GatepostProvider } from '@gatepost/cdktn-provider-gatepost/lib/provider';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TerraformStack as TerraformStackOfCdktf, Testing as TestingOfCdktf } from 'cdktf';
import { TerraformOutput, TerraformStack, Testing as TestingOfCdktn } from 'cdktn';
import { Quickstart as QuickstartOfCdktf } from '../../examples/cdktf/quickstart/main.ts';
import { Quickstart as QuickstartOfCdktn } from '../../examples/cdktn/quickstart/main.ts';
import { searchFile } from '../../lab/secret-search.ts';
import { schemaJson } from '../../provider/framework/schema-json.ts';
import { provider } from '../../provider/provider.ts';
import { requireSuccess, type Workspace } from '../../toolbox/workspace.ts';
import { ADMIN_PASSWORD } from '../api/start-api.ts';
import { destroyAndAsk } from './object.ts';
import { OWNER_PASSWORD, QUICKSTART_TYPES, quickstartVariables } from './quickstart.ts';
import { applyStep } from './step.ts';
import { MAIL_LOGIN, startTestCloud, type TestCloud } from './test-cloud.ts';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud();
});
afterAll(() => cloud.stop());

async function openSynthesized(name: string, configuration: string, env?: Record<string, string>): Promise<Workspace> {
  const folder = join(cloud.directory, name);
  await mkdir(folder);
  await writeFile(join(folder, 'cdk.tf.json'), configuration);
  return cloud.openFolder(folder, env);
}

/** With what the kits themselves have to say against it. */
const QUICKSTARTS: [string, () => string][] = [
  ['cdktf', () => TestingOfCdktf.synth(new QuickstartOfCdktf(TestingOfCdktf.app(), 'quickstart'), true)],
  ['cdktn', () => TestingOfCdktn.synth(new QuickstartOfCdktn(TestingOfCdktn.app(), 'quickstart'), true)],
];

describe.each(QUICKSTARTS)('the quickstart in TypeScript for %s', (name, synthesize) => {
  test('has its secrets in ephemeral variables and write-only attributes', () => {
    const { variable, resource } = JSON.parse(synthesize());
    const ephemeral = Object.keys(variable).filter((name) => variable[name].ephemeral === true);
    expect(ephemeral.sort()).toEqual(['mail_password', 'owner_password']);
    expect(Object.keys(resource).sort()).toEqual(QUICKSTART_TYPES);
    expect(Object.values(resource.gatepost_email_server)).toEqual([
      expect.objectContaining({ password_wo: expect.stringMatching(/^\$\{var\.mail_password}$/) }),
    ]);
  });

  test('is applied by the real engine, the second plan is empty, and it is destroyed', async () => {
    const workspace = await openSynthesized(name, synthesize(), quickstartVariables(cloud));
    cloud.sink.mails.length = 0;
    const { actions, state } = await applyStep(workspace);
    expect(new Set(Object.values(actions))).toEqual(new Set(['create']));
    expect(Object.keys(state)).toHaveLength(QUICKSTART_TYPES.length);
    await cloud.sink.waitFor(({ to }) => to.some(({ address }) => address === 'partner@example.com'), 30_000);
    const secrets = [MAIL_LOGIN.password, OWNER_PASSWORD].map((value) => ({ name: 'a password', value }));
    expect(await searchFile(join(workspace.directory, 'terraform.tfstate'), secrets)).toEqual([]);
    await destroyAndAsk(workspace, cloud.api);
  });
});

test('another order of the servers selects another one, and changes nothing else', async () => {
  const relay = (name: string) => ({ name, title: name, host: `${name}.example.com`, port: 587 });
  const [main, backup] = [relay('main'), relay('backup')];
  const order = (servers: EmailServerConfig[]) => {
    const stack = new TerraformStackOfCdktf(TestingOfCdktf.app(), 'stack');
    new GatepostProviderOfCdktf(stack, 'gatepost');
    new NotificationFoundation(stack, 'mail', { servers });
    return TestingOfCdktf.synth(stack, true);
  };
  const workspace = await openSynthesized('order', order([main, backup]));
  await applyStep(workspace);
  await writeFile(join(workspace.directory, 'cdk.tf.json'), order([backup, main]));
  const { actions, state } = await applyStep(workspace);
  const [address = ''] = Object.keys(actions);
  expect(Object.values(actions)).toEqual(['update']);
  const selected = Object.values(state).find(({ values }) => values.name === 'backup');
  expect(state[address]?.values.email_server_id).toBe(selected?.values.id);
  await destroyAndAsk(workspace, cloud.api);
});

describe('what cdktn alone has', () => {
  const stackOf = (fill: (stack: TerraformStack) => void) => {
    const stack = new TerraformStack(TestingOfCdktn.app(), 'stack');
    fill(stack);
    return TestingOfCdktn.synth(stack, true);
  };

  test('is a word against write-only attributes, unless the program says which versions it runs with', () => {
    const synthesize = (targetVersions?: object) =>
      stackOf((stack) => {
        if (targetVersions) stack.node.setContext('targetVersions', targetVersions);
        new GatepostProvider(stack, 'gatepost');
        new EmailServer(stack, 'main', { title: 'Main', host: 'smtp.example.com', port: 587, passwordWo: 'secret' });
      });
    expect(() => synthesize()).toThrow(/write-only/i);
    expect(synthesize({ terraform: '>=1.11.0', opentofu: '>=1.11.0' })).toContain('password_wo');
  });

  test('are classes for functions and ephemeral resources, which the real engine applies', async () => {
    const configuration = stackOf((stack) => {
      stack.node.setContext('targetVersions', { terraform: '>=1.11.0', opentofu: '>=1.11.0' });
      const { functions } = new GatepostProvider(stack, 'gatepost');
      new EphemeralGatepostAccessToken(stack, 'reader', { scopes: ['cloud/view'] });
      new TerraformOutput(stack, 'name', { value: functions.nameFromTitle('Main relay') });
    });
    const credentials = { GATEPOST_TOKEN: '', GATEPOST_USERNAME: 'admin', GATEPOST_PASSWORD: ADMIN_PASSWORD };
    const workspace = await openSynthesized('functions', configuration, credentials);
    requireSuccess(await workspace.apply());
    expect(requireSuccess(await workspace.run('output', '-raw', 'name')).stdout).toBe('main-relay');
  });
});

test('the bindings are made from the schema that the engine prints', async () => {
  const workspace = await cloud.open('');
  const printed = requireSuccess(await workspace.run('providers', 'schema', '-json')).stdout;
  const known = await schemaJson(provider, 'gatepost/gatepost');
  // A newer engine prints identities, lists and actions too, for which there are no classes.
  expect(schemaIn(JSON.parse(printed))).toMatchObject(schemaIn(known));
});

/** Whatever host the engine takes the provider to be of. */
const schemaIn = ({ provider_schemas: schemas }: { provider_schemas?: object }): object =>
  Object.values(schemas ?? {})[0];
