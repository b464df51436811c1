import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { type Sink, startSink } from '../../lab/sink.ts';
import { type Authority, createAuthority } from '../../toolbox/certificate-authority.ts';
import { type Engine, type EngineWish, findEngine } from '../../toolbox/engine.ts';
import { buildProvider } from '../../toolbox/provider-build.ts';
import type { ProviderSource } from '../../toolbox/provider-mirror.ts';
import { createWorkspace, requireSuccess, type Workspace } from '../../toolbox/workspace.ts';
import { startApi, type TestApi } from '../api/start-api.ts';
import { orStop, together } from '../set-up/started.ts';
import { attachProvider } from './attached-provider.ts';

/** Engines start many processes, and the machine may be busy. */
jest.setTimeout(180_000);

export const MAIL_LOGIN = { username: 'gatepost', password: 'mail pass/word "quoted"' };

/** What an acceptance test needs, all of it real: engine, provider, API with its database, SMTP server. */
export interface TestCloud {
  readonly engine: Engine;
  readonly provider: ProviderSource;
  readonly api: TestApi;
  /** Demands STARTTLS with a certificate of the authority, and the login. */
  readonly sink: Sink;
  readonly authority: Authority;
  /** A folder for a test's own files; removed when the cloud is stopped. */
  readonly directory: string;
  /** A workspace with this configuration, initialised; removed when the cloud is stopped. */
  open(hcl: string, env?: Record<string, string>): Promise<Workspace>;
  /** The same for a folder with a configuration. */
  openFolder(folder: string, env?: Record<string, string>): Promise<Workspace>;
  stop(): Promise<void>;
}

/**
 * To be made once for a test file. Workspaces sign in as the first administrator, by a token.
 * @param kind `built`: the executable, started by the engine as a user's would be; `attached`: within this process
 */
export async function startTestCloud(kind: 'built' | 'attached' = 'built', wish: EngineWish = {}): Promise<TestCloud> {
  const directory = await mkdtemp(join(tmpdir(), 'gatepost-e2e-'));
  const [engine, provided, api, authority] = await together([
    findEngine(process.env, wish),
    kind === 'attached' ? attachProvider() : build(directory),
    startApi(),
    createAuthority('Mail CA'),
  ]);
  const { source: provider } = provided;
  const sink = await orStop(startMailSink(authority), api, provided);
  const workspaces: Workspace[] = [];
  const openFolder = async (example: string, env: Record<string, string> = {}) => {
    const access = { GATEPOST_ENDPOINT: api.url, GATEPOST_TOKEN: api.token };
    const workspace = await createWorkspace({ engine, example, provider, env: { ...access, ...env } });
    workspaces.push(workspace);
    requireSuccess(await workspace.init());
    return workspace;
  };
  const open = async (hcl: string, env: Record<string, string> = {}) => {
    const folder = join(directory, `configuration-${workspaces.length}`);
    await mkdir(folder);
    await writeFile(join(folder, 'main.tf'), hcl);
    await writeFile(join(folder, 'required.tf'), REQUIRED);
    if (kind === 'attached') await writeFile(join(folder, 'provider.tf'), providerBlock(api, env.GATEPOST_TOKEN));
    return openFolder(folder, env);
  };
  const stop = async () => {
    await Promise.all(workspaces.map((workspace) => workspace.remove()));
    await Promise.all([provided.stop(), sink.stop(), api.stop()]);
    await rm(directory, { recursive: true, force: true, maxRetries: 5 });
  };
  return { engine, provider, api, sink, authority, directory, open, openFolder, stop };
}

async function startMailSink(authority: Authority): Promise<Sink> {
  const certificate = await authority.issueServer(['localhost', '127.0.0.1']);
  return startSink({ security: 'starttls', certificate, login: MAIL_LOGIN });
}

async function build(directory: string): Promise<{ source: ProviderSource; stop(): Promise<void> }> {
  return { source: await buildProvider(join(directory, 'provider')), stop: async () => {} };
}

/** Replaces the configuration of a workspace made by `open`. */
export async function write(workspace: Workspace, hcl: string): Promise<void> {
  await writeFile(join(workspace.directory, 'main.tf'), hcl);
}

/** Which provider a configuration means. */
export const REQUIRED =
  'terraform {\n  required_providers {\n    gatepost = { source = "gatepost/gatepost" }\n  }\n}\n';

function providerBlock({ url, token }: TestApi, ownToken: string | undefined): string {
  return `provider "gatepost" {\n  endpoint = "${url}"\n  token    = "${ownToken ?? token}"\n}\n`;
}
