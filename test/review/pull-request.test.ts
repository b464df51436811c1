import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { MARKER } from '../../review/comment/comment.ts';
import { type CommandResult, runCommand } from '../../toolbox/command.ts';
import { type Relay, startRelay } from '../../toolbox/relay.ts';
import { requireSuccess, type Workspace } from '../../toolbox/workspace.ts';
import { MAIL_SERVERS } from '../api/builder.ts';
import { describeWith, findOnPath, testWith } from '../chaos/system-program.ts';
import { REQUIRED, startTestCloud, type TestCloud } from '../e2e/test-cloud.ts';
import { closeServers } from '../provider/answering-server.ts';
import { FORGE_TOKEN, type Forge, startForge } from './forge.ts';

const jq = await findOnPath('jq');
const [describeWithJq, testWithJq] = [describeWith(jq, 'jq'), testWith(jq, 'jq')];

const EXAMPLE = resolve('examples/pull-request');
const PLAN_SECRET = 'a secret of the job that plans';
const VALUES: Readonly<Record<string, string>> = {
  'github.token': FORGE_TOKEN,
  'github.event.pull_request.number': '5',
};

let cloud: TestCloud;
let relay: Relay;
let repository: Workspace;
beforeAll(async () => {
  cloud = await startTestCloud();
  relay = await startRelay(cloud.api.url);
  const administrator = await cloud.openFolder(join(EXAMPLE, 'read-only'), { TF_VAR_plan_client_secret: PLAN_SECRET });
  requireSuccess(await administrator.apply());
  repository = await openRepository();
});
afterAll(async () => {
  await closeServers();
  await relay.close();
  await cloud.stop();
});

/** Scripts in `ci`, a configuration in `cloud`, as the pipelines expect it; credentials that may view. */
async function openRepository(): Promise<Workspace> {
  const folder = join(cloud.directory, 'repository');
  await cp(EXAMPLE, join(folder, 'ci'), {
    recursive: true,
    filter: (path) => path === EXAMPLE || path.endsWith('.sh'),
  });
  await mkdir(join(folder, 'cloud'));
  await configure(folder, 25);
  return cloud.openFolder(folder, {
    GATEPOST_ENDPOINT: relay.url,
    GATEPOST_TOKEN: '',
    GATEPOST_CLIENT_ID: 'plan',
    GATEPOST_CLIENT_SECRET: PLAN_SECRET,
    GATEPOST_HOME: resolve('.'),
    TERRAFORM: cloud.engine.path,
  });
}

const configure = (folder: string, port: number, further = '') =>
  writeFile(
    join(folder, 'cloud', 'main.tf'),
    `${REQUIRED}
data "gatepost_email_servers" "all" {}
resource "gatepost_email_server" "main" {
  title = "Main relay"
  host  = "smtp.example.com"
  port  = ${port}
}
${further}`,
  );

const run = (script: string, env: Record<string, string>): Promise<CommandResult> =>
  runCommand('bash', ['-e', '-c', script], { cwd: repository.directory, env: { ...repository.env, ...env } });

interface Step {
  readonly name?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The steps of the workflow that are ours, as a runner would run them. */
async function runOnGitHub(forge: Forge): Promise<CommandResult> {
  const workflow = parse(await readFile(join(EXAMPLE, 'github/plan.yml'), 'utf8'));
  const steps: Step[] = workflow.jobs.review.steps;
  const [plan, comment] = ['Plan', 'Comment'].map((name) => steps.find((step) => step.name === name));
  const given = Object.entries(comment?.env ?? {}).map(([name, text]) => {
    const value = VALUES[/^\$\{\{ (.+) \}\}$/.exec(text)?.[1] ?? ''];
    if (value === undefined) throw new Error(`No value for ${text}`);
    return [name, value];
  });
  const env = { ...Object.fromEntries(given), GITHUB_API_URL: forge.url, GITHUB_REPOSITORY: 'acme/cloud' };
  const planned = await run(plan?.run ?? 'exit 9', env);
  if ((await readdir(join(repository.directory, 'cloud'))).includes('comment.md'))
    expect(await run(comment?.run ?? 'exit 9', env)).toMatchObject({ code: 0, output: '' });
  return planned;
}

async function runOnGitLab(forge: Forge): Promise<CommandResult> {
  const { plan } = parse(await readFile(join(EXAMPLE, 'gitlab/.gitlab-ci.yml'), 'utf8'));
  const place = { CI_API_V4_URL: forge.url, CI_PROJECT_ID: '3', CI_MERGE_REQUEST_IID: '5', GITLAB_TOKEN: FORGE_TOKEN };
  return run(plan.script.join('\n'), place);
}

describeWithJq.each([
  ['GitHub', runOnGitHub],
  ['GitLab', runOnGitLab],
])('a pipeline on %s', (_, runPipeline) => {
  test('writes one comment, over which later runs write, and leaves those of others', async () => {
    const others = Array.from({ length: 120 }, (_, index) =>
      index === 3 ? `${MARKER}\nnot ours` : `comment ${index}`,
    );
    const forge = await startForge(others);
    await configure(repository.directory, 25);
    const first = await runPipeline(forge);
    expect({ code: first.code, output: first.output }).toMatchObject({ code: 0 });
    expect(forge.comments).toHaveLength(121);
    expect(forge.comments[120]?.body).toContain('It is reached at `smtp.example.com:25`.');
    await configure(repository.directory, 2525);
    expect(await runPipeline(forge)).toMatchObject({ code: 0 });
    expect(forge.comments).toHaveLength(121);
    expect(forge.comments[120]?.body).toContain('It is reached at `smtp.example.com:2525`.');
    expect(forge.comments.slice(0, 120).map(({ body }) => body)).toEqual(others);
  });

  test('shows a plan that failed, and fails', async () => {
    const forge = await startForge([]);
    await configure(repository.directory, 25, 'resource "gatepost_registration" "a" {\n  title = "A"\n}\n');
    expect(await runPipeline(forge)).toMatchObject({ code: 1 });
    expect(forge.comments[0]?.body).toMatch(/The plan has failed.*client_secret` is missing/s);
  });

  test('fails where the configuration is not formatted, and comments nothing', async () => {
    const forge = await startForge([]);
    await configure(repository.directory, 25, 'locals {\n a    = 1\n}\n');
    expect(await runPipeline(forge)).toMatchObject({ code: 3 });
    expect(forge.comments).toEqual([]);
  });
});

testWithJq('what plans has read, leaves no plan behind, and may not do more than read', async () => {
  const writes = relay.requests.filter((request) => !/^(GET|POST \/api\/token)/.test(request));
  expect(relay.requests.length).toBeGreaterThan(5);
  expect(writes).toEqual([]);
  const left = await readdir(join(repository.directory, 'cloud'));
  expect(left.filter((name) => ['plan.bin', 'plan.json'].includes(name))).toEqual([]);
  await configure(repository.directory, 25);
  const applied = await run('cd cloud && "$TERRAFORM" apply -auto-approve -no-color', {});
  expect(applied.code).toBe(1);
  expect(applied.output).toMatch(/org\/settings:manage/);
  const { body } = await cloud.api.admin.get(MAIL_SERVERS).expect(200);
  expect(body.total_results).toBe(0);
});
