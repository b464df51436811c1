import { spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { LocalBackend, TerraformStack, TerraformVariable, Testing } from 'cdktf';
import type { ObjectCode, ReadApi } from '../../api/as-code.ts';
import { codeWriter } from '../../cli/code-writer.ts';
import { kinds } from '../../export/cloud/kinds.ts';
import { Lists } from '../../export/cloud/list.ts';
import { GatepostProvider } from '../../provider/cdktf/generated/cdktf/src/provider/index.ts';
import { createClient } from '../../provider/client/client.ts';
import { requireSuccess, type Workspace } from '../../toolbox/workspace.ts';
import { create, createMailServer, KEYSTORES, PROFILES } from '../api/builder.ts';
import { createKeystorePem } from '../api/certificate.ts';
import { findOnPath, testWith } from '../chaos/system-program.ts';
import { populate } from '../export/populated-cloud.ts';
import { applyStep, changesIn } from './step.ts';
import { startTestCloud, type TestCloud } from './test-cloud.ts';

let cloud: TestCloud;
/** A keystore, a profile that names it, and an email server that signs in by it. */
let codes: ObjectCode[];

beforeAll(async () => {
  cloud = await startTestCloud('attached');
  const keystore = await create(cloud.api, KEYSTORES, { title: 'Relay key', keystore: await createKeystorePem() });
  const profile = await create(cloud.api, PROFILES, { title: 'To relay', keystore_url: keystore.url });
  const server = await createMailServer(cloud.api, {
    title: `Relay \${with} "signs"`,
    secure: true,
    tls_client_profile_url: profile.url,
    credentials: { username: 'gatepost', password: 'a password' },
  });
  const paths = [`${KEYSTORES}/${keystore.id}`, `${PROFILES}/${profile.id}`, `/orgs/admin/mail-servers/${server.id}`];
  codes = await Promise.all(paths.map(codeOf));
});

afterAll(() => cloud.stop());

const read: ReadApi = async (path, query) => {
  const { status, body, headers } = await cloud.api.admin.get(`${path}?${new URLSearchParams(query)}`);
  if (status !== 200) return { ok: false, status, code: body.code, message: String(body.message) };
  return { ok: true, body, etag: headers.etag ?? null };
};

async function codeOf(path: string): Promise<ObjectCode> {
  const code = await codeWriter.writeObject(read, path);
  if (!code) throw new Error(`Nothing declares ${path}.`);
  return code;
}

/** What a plan would do to what is imported. */
async function expectImportsAlone(workspace: Workspace) {
  requireSuccess(await workspace.plan());
  const changes = await changesIn(workspace, 'all');
  const actions = changes.map(({ address, change }) => [address, change.actions.join(), 'importing' in change]);
  expect(actions.sort()).toEqual([
    ['gatepost_email_server.relay_with_signs', 'no-op', true],
    ['gatepost_keystore.relay_key', 'no-op', true],
    ['gatepost_tls_client_profile.to_relay', 'no-op', true],
  ]);
}

test('the HCL of objects that name each other takes them over, and changes nothing', async () => {
  await expectImportsAlone(await cloud.open(codes.map(({ hcl }) => hcl).join('\n')));
});

test('so does the program of CDKTF in TypeScript', async () => {
  const stack = new TerraformStack(Testing.app(), 'written');
  new LocalBackend(stack, { path: 'terraform.tfstate' });
  new GatepostProvider(stack, 'gatepost', { endpoint: cloud.api.url, token: cloud.api.token });
  for (const { typescript } of codes) runWithin(stack, typescript);
  const folder = join(cloud.directory, 'synthesized');
  await mkdir(folder);
  await writeFile(join(folder, 'cdk.tf.json'), Testing.synth(stack));
  await expectImportsAlone(await cloud.openFolder(folder));
});

testWith(await findOnPath('python3'), 'python3')(
  'the program in Python is one to Python, with the texts as they are',
  () => {
    const [, , server] = codes;
    const texts =
      'import ast, json, sys\nprint(json.dumps([node.value for node in ast.walk(ast.parse(sys.stdin.read())) if isinstance(node, ast.Constant)]))';
    const { stdout, stderr } = spawnSync('python3', ['-c', texts], { input: server?.python, encoding: 'utf8' });
    expect(stderr).toBe('');
    // A dollar sign is doubled, so that Terraform reads no template.
    expect(JSON.parse(stdout)).toContain('Relay $\u0024{with} "signs"');
  },
);

test('an object that the engine writes is marked, with what it says of itself and as whom it called', async () => {
  const workspace = await cloud.open('resource "gatepost_availability_zone" "far" {\n  title = "Far away"\n}\n');
  await applyStep(workspace);
  const { body: zone } = await cloud.api.admin.get('/orgs/admin/availability-zones/far-away').expect(200);
  const { body } = await cloud.api.admin.get(`/cloud/provenances?object_id=${zone.id}`).expect(200);
  expect(body.results).toMatchObject([
    {
      user_agent: expect.stringMatching(/^(?=.*terraform-provider-gatepost\/)/),
      caller: { kind: 'user', name: 'admin' },
    },
  ]);
});

test('every object of a populated cloud stands on its page as an export writes it', async () => {
  await populate(cloud);
  const { files } = await codeWriter.writeCloud(read);
  const whole = [...files.values()].join('\n');
  const credentials = { kind: 'token', token: cloud.api.token } as const;
  const client = createClient({ endpoint: cloud.api.url, credentials, caCertificates: undefined });
  const lists = new Lists(client, new AbortController().signal, kinds);
  const exported = blocksOf(whole);
  const shown: string[] = [];
  for (const kind of kinds) {
    for (const { view } of (await lists.of(kind)).found) {
      const path = new URL(String(view.url)).pathname.replace(/^\/api/, '');
      const blocks = blocksOf((await codeWriter.writeObject(read, path))?.hcl ?? '');
      // An export leaves out settings that say nothing, which a page has a place for.
      shown.push(...blocks.filter((block) => !kind.isSettings || exported.includes(block)));
    }
  }
  expect(shown.sort()).toEqual(exported.sort());
});

/**
 * The resources, but for what depends on others beside them: where two have one name an export numbers them, and it names
 * the settings that come before whoever is written to.
 */
function blocksOf(hcl: string): string[] {
  const blocks = [...hcl.matchAll(/^resource [\s\S]*?^\}$/gm)].map(([block]) => block);
  return blocks.map((block) =>
    block
      .replace(/^ *notification_settings_id .*\n/m, '')
      .replace(/_\d+(?=["._])/g, '')
      .replace(/ +/g, ' '),
  );
}

/** Runs a program as it would stand in the constructor of the stack. */
function runWithin(stack: TerraformStack, program: string): void {
  const generated = createRequire(import.meta.url);
  const imports = [
    ...program.matchAll(/^import \{ (\w+) \} from '@gatepost\/cdktf-provider-gatepost\/lib\/([\w-]+)';$/gm),
  ];
  const classes = imports.map(([, name = '', module = '']) => {
    const path = `../../provider/cdktf/generated/cdktf/src/${module}/index.ts`;
    return [name, (generated(path) as Record<string, unknown>)[name]] as const;
  });
  const body = program.replace(/^import .*$/gm, '');
  const names = [...classes.map(([name]) => name), 'TerraformVariable'];
  new Function(...names, body).call(stack, ...classes.map(([, value]) => value), TerraformVariable);
}
