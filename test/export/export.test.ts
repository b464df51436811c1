import { cp, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { kinds } from '../../export/cloud/kinds.ts';
import { requireSuccess } from '../../toolbox/workspace.ts';
import { signIn, startApi, type TestApi } from '../api/start-api.ts';
import { applyStep, changesIn, expectNoChanges } from '../e2e/step.ts';
import { startTestCloud, type TestCloud } from '../e2e/test-cloud.ts';
import { endAll, runGatepost } from '../operations/gatepost.ts';
import { FURTHER } from './further-objects.ts';
import { covers, populate, type Secrets } from './populated-cloud.ts';

let cloud: TestCloud;
let secrets: Secrets;
let folder: string;
let exported: Awaited<ReturnType<typeof runGatepost>>;
let other: TestApi;

beforeAll(async () => {
  cloud = await startTestCloud();
  secrets = await populate(cloud);
  folder = join(cloud.directory, 'exported');
  exported = await exportTo(folder, cloud.api, '--json');
  other = await startApi();
});

afterAll(async () => {
  await endAll();
  await other.stop();
  await cloud.stop();
});

function exportTo(to: string, { url, token }: TestApi, ...words: string[]) {
  return runGatepost(['export', '--out', to, ...words], { GATEPOST_ENDPOINT: url, GATEPOST_TOKEN: token });
}

async function filesOf(of: string): Promise<Record<string, string>> {
  const names = (await readdir(of)).filter((name) => name.endsWith('.tf')).sort();
  const contents = await Promise.all(
    names.map(async (name) => [name, await readFile(join(of, name), 'utf8')] as const),
  );
  return Object.fromEntries(contents);
}

interface Said {
  readonly resources: readonly { readonly address: string }[];
  readonly not_exported: readonly { readonly count: number | null; readonly what: string }[];
}

/** How many there are of each further kind, exported or told to be left. */
function countsOf({ resources, not_exported: left }: Said): Record<string, number | null | undefined> {
  const counts = kinds.map(({ noun, words }) => {
    const own = resources.filter(({ address }) => address.startsWith(`gatepost_${noun}.`)).length;
    return [noun, covers(noun) ? own : left.find(({ what }) => words.includes(what))?.count];
  });
  return Object.fromEntries(counts);
}

/** A copy for an engine. */
async function copyOf(name: string, leftOut: readonly string[] = []): Promise<string> {
  const to = join(cloud.directory, name);
  await mkdir(to);
  await cp(folder, to, { recursive: true });
  for (const file of leftOut) await rm(join(to, file));
  return to;
}

describe('gatepost export of a populated cloud', () => {
  test('writes a file for each subject, and says what it wrote and what it left', async () => {
    expect(exported).toMatchObject({ code: 0, stderr: expect.stringContaining('Reading email servers') });
    const said = JSON.parse(exported.stdout);
    expect(said.files).toEqual([
      'cloud.tf',
      'email-servers.tf',
      'imports.tf',
      'organizations.tf',
      'people.tf',
      'provider.tf',
      'services.tf',
      'tls.tf',
      'variables.tf',
    ]);
    expect(said.variables.toSorted()).toEqual(Object.keys(secrets).sort());
    expect(said.unresolved).toEqual([]);
    expect(countsOf(said)).toMatchObject(FURTHER);
  });

  test('writes references, data sources for what is shipped, and no secret', async () => {
    const files = await filesOf(folder);
    expect(files['email-servers.tf']).toContain('= gatepost_tls_client_profile.mail_2_1_0.id');
    expect(files['email-servers.tf']).toContain('= data.gatepost_tls_client_profile.tls_client_profile_default.id');
    expect(files['organizations.tf']).toContain('= gatepost_user.olivia_b.id');
    expect(files['services.tf']).toContain('= gatepost_notification_settings.this.id');
    expect(files['people.tf']).not.toContain('"admin"');
    const all = [...Object.values(files), exported.output].join('\n');
    for (const secret of Object.values(secrets)) expect(all).not.toContain(secret.trim().split('\n')[1] ?? secret);
    const { imports, ...rest } = { imports: files['imports.tf'], ...files, 'imports.tf': '' };
    expect(imports).toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
    expect(Object.values(rest).join('')).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
  });

  test('plans empty against the same API without any secret, and stays so without the imports', async () => {
    const workspace = await cloud.openFolder(await copyOf('same'));
    expect(await workspace.run('fmt', '-check', '-diff')).toMatchObject({ code: 0, stdout: '' });
    requireSuccess(await workspace.validate());
    const plan = requireSuccess(await workspace.plan());
    const count = JSON.parse(exported.stdout).resources.length;
    expect(await changesIn(workspace)).toEqual([]);
    expect(plan.output).toContain(`Plan: ${count} to import, 0 to add, 0 to change, 0 to destroy.`);
    requireSuccess(await workspace.apply('plan.bin'));
    await expectNoChanges(workspace);
    await rm(join(workspace.directory, 'imports.tf'));
    await expectNoChanges(workspace);
  });

  test('builds the same cloud on an empty API: an export of that is the same to the letter', async () => {
    const variables = Object.entries(secrets).map(([name, value]) => [`TF_VAR_${name}`, value]);
    const access = { GATEPOST_ENDPOINT: other.url, GATEPOST_TOKEN: other.token };
    const env = { ...access, ...Object.fromEntries(variables) };
    const workspace = await cloud.openFolder(await copyOf('other', ['imports.tf']), env);
    const { actions } = await applyStep(workspace);
    expect(Object.values(actions)).toEqual(JSON.parse(exported.stdout).resources.map(() => 'create'));
    const again = join(cloud.directory, 'again');
    expect(await exportTo(again, other)).toMatchObject({ code: 0 });
    expect({ ...(await filesOf(again)), 'imports.tf': '' }).toEqual({ ...(await filesOf(folder)), 'imports.tf': '' });
    await signIn(other.url, 'olivia.b', secrets.user_olivia_b_password ?? '', 'provider/default-idp-2');
  });
});

describe('gatepost export of a cloud that nobody touched', () => {
  test('declares nothing, since every cloud comes with what is there', async () => {
    const fresh = await startApi();
    const to = join(cloud.directory, 'fresh');
    const { code, stdout } = await exportTo(to, fresh, '--json');
    await fresh.stop();
    expect({ code, ...JSON.parse(stdout) }).toEqual({
      code: 0,
      folder: to,
      files: ['provider.tf'],
      resources: [],
      variables: [],
      unresolved: [],
      not_exported: [],
    });
  });
});

describe('gatepost export and its folder', () => {
  test('one that is not empty is refused with 2 before anything is read, and written over with --force', async () => {
    const to = await copyOf('forced');
    const refused = await runGatepost(['export', '--out', to], {});
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('is not empty') });
  });
});
