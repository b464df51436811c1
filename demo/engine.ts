import { access } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Announcer } from '../toolbox/announcer.ts';
import { type Engine, findEngine, NoEngineError } from '../toolbox/engine.ts';
import { type EngineSource, enginePath, fetchEngine, OPENTOFU } from '../toolbox/engine-release.ts';

/** Whether an engine may be fetched, told which one and where it goes. */
export type Consent = (offer: string) => Promise<boolean>;

/** The engine of this machine; where there is none the one that was fetched before, or is fetched now if somebody says so. */
export async function engineFor(
  env: NodeJS.ProcessEnv,
  consent: Consent,
  announcer: Announcer,
  source: EngineSource = OPENTOFU,
): Promise<Engine> {
  try {
    return await findEngine(env);
  } catch (error) {
    if (!(error instanceof NoEngineError)) throw error;
    const folder = join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'gatepost');
    const path = enginePath(folder, source);
    if (!(await isThere(path))) {
      const offer = `OpenTofu ${source.version} can be fetched from ${source.releasesUrl} to ${folder}`;
      if (!(await consent(`${error.message}\n${offer}`))) {
        throw new Error(`${error.message}\n${offer}: gatepost demo --fetch-engine.`);
      }
      const title = `Fetching OpenTofu ${source.version}, and verifying its signature and its sum`;
      await announcer.step(title, () => fetchEngine(source, folder));
    }
    return findEngine({ ...env, GATEPOST_TERRAFORM: path });
  }
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
