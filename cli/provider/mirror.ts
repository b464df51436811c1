import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildProvider, isLocalVersion } from '../../toolbox/provider-build.ts';
import { HOSTS, platformName } from '../../toolbox/provider-mirror.ts';

export interface Installation {
  readonly version: string;
  /** Local builds that were there before and are gone. */
  readonly removed: readonly string[];
}

/** Builds the provider into the mirror, for both engines, in place of earlier local builds. */
export async function installInMirror(mirror: string): Promise<Installation> {
  const removed = new Set<string>();
  let installed = '';
  for (const host of HOSTS) {
    const versions = join(mirror, host, 'gatepost', 'gatepost');
    installed = await installIn(versions);
    for (const version of await removeOthers(versions, installed)) removed.add(version);
  }
  return { version: installed, removed: [...removed].sort() };
}

/** A running engine may have the same version open, so the folder changes in one step. */
async function installIn(versions: string): Promise<string> {
  const draft = join(versions, `.draft-${process.pid}`);
  const { version } = await buildProvider(draft);
  const place = join(versions, version, platformName());
  await mkdir(join(versions, version), { recursive: true });
  await rm(place, { recursive: true, force: true });
  await rename(draft, place);
  return version;
}

async function removeOthers(versions: string, keep: string): Promise<string[]> {
  const others = (await readdir(versions)).filter((version) => version !== keep && isLocalVersion(version));
  await Promise.all(others.map((version) => rm(join(versions, version), { recursive: true, force: true })));
  return others;
}
