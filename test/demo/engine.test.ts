import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Consent, engineFor } from '../../demo/engine.ts';
import type { Announcer } from '../../toolbox/announcer.ts';
import { runCommand } from '../../toolbox/command.ts';
import { ARCHIVE, PLACE, type StandInRelease, startStandInRelease, VERSION } from '../toolbox/stand-in-release.ts';

const root = resolve(import.meta.dirname, '../..');

let directory: string;
let release: StandInRelease;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'gatepost-demo-engine-'));
  release = await startStandInRelease();
});
afterAll(async () => {
  await release.stop();
  await rm(directory, { recursive: true, force: true });
});

let cache: string;
let offers: string[];
let steps: string[];
beforeEach(async () => {
  cache = await mkdtemp(join(directory, 'cache-'));
  [offers, steps] = [[], []];
  release.asked.length = 0;
  await release.serve();
});

const announcer: Announcer = {
  print: () => {},
  step: (title, work) => {
    steps.push(title);
    return work();
  },
};

const answer =
  (isAgreed: boolean): Consent =>
  async (offer) => {
    offers.push(offer);
    return isAgreed;
  };

const fetched = () => join(cache, 'gatepost', `tofu_${VERSION}`);

/** A machine without an engine. */
const bare = (more: NodeJS.ProcessEnv = {}) => ({ PATH: '/nowhere', XDG_CACHE_HOME: cache, ...more });
const demand = (consent: Consent, env = bare()) => engineFor(env, consent, announcer, release.source);

describe('a machine without an engine', () => {
  test('is offered one, which is fetched once somebody says yes, and is the engine then', async () => {
    expect(await demand(answer(true))).toMatchObject({ path: fetched(), product: 'OpenTofu', version: VERSION });
    const place = `OpenTofu ${VERSION} can be fetched from ${release.source.releasesUrl} to ${join(cache, 'gatepost')}`;
    expect(offers).toEqual([expect.stringContaining(place)]);
    expect(offers[0]).toContain('No Terraform or OpenTofu');
    expect(steps).toEqual([`Fetching OpenTofu ${VERSION}, and verifying its signature and its sum`]);
    expect(release.asked).toContain(`${PLACE}/${ARCHIVE}`);
  });

  test('keeps what was fetched: nobody is asked again, and nothing is fetched', async () => {
    await demand(answer(true));
    [offers, steps] = [[], []];
    release.asked.length = 0;
    expect(await demand(answer(false))).toMatchObject({ path: fetched(), version: VERSION });
    expect({ offers, steps, asked: release.asked }).toEqual({ offers: [], steps: [], asked: [] });
  });

  test('keeps it below the home folder where XDG_CACHE_HOME names none, as the offer says', async () => {
    const offer = await demand(answer(false), { PATH: '/nowhere', XDG_CACHE_HOME: '' }).catch(String);
    expect(offer).toMatch(/ to \S+\/\.cache\/gatepost: gatepost demo --fetch-engine\.$/);
  });

  test('without a yes hears what there is to do, and nothing is asked of the network', async () => {
    await expect(demand(answer(false))).rejects.toThrow(/No Terraform[\s\S]+: gatepost demo --fetch-engine\.$/);
    expect({ steps, asked: release.asked, left: await readdir(cache) }).toEqual({ steps: [], asked: [], left: [] });
  });

  test('is left without one when the release is not what was signed, and is offered it anew', async () => {
    await release.serve({ [`${PLACE}/${ARCHIVE}`]: release.archive.subarray(1) });
    await expect(demand(answer(true))).rejects.toThrow('is not the file whose sum OpenTofu signed');
    await release.serve();
    expect(await demand(answer(true))).toMatchObject({ path: fetched() });
    expect(offers).toHaveLength(2);
  });
});

describe('nothing is offered', () => {
  test('to a machine that has an engine', async () => {
    const bin = join(cache, 'bin');
    await mkdir(bin);
    await writeFile(join(bin, 'tofu'), '#!/bin/sh\necho OpenTofu v1.11.0\n');
    await chmod(join(bin, 'tofu'), 0o755);
    expect(await demand(answer(true), bare({ PATH: bin }))).toMatchObject({ path: join(bin, 'tofu') });
    expect({ offers, asked: release.asked }).toEqual({ offers: [], asked: [] });
  });

  test('to whoever named an engine that cannot be used', async () => {
    const named = demand(answer(true), bare({ GATEPOST_TERRAFORM: '/nowhere/tofu' }));
    await expect(named).rejects.toThrow('GATEPOST_TERRAFORM names no engine');
    expect(offers).toEqual([]);
  });
});

describe('the command', () => {
  const words = (...flags: string[]) => [
    'scripts/run.mjs',
    'test/demo/fetch-fixture.ts',
    JSON.stringify(release.source),
    ...flags,
  ];

  test('with --fetch-engine asks nobody, and fetches it', async () => {
    const { code, output } = await runCommand(process.execPath, words('--fetch-engine'), { cwd: root, env: bare() });
    expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining(`The engine is ${fetched()}`) });
    expect(output).not.toContain('Shall it?');
  });

  test.each([
    ['y', true],
    ['YES', true],
    ['yesterday', false],
    ['', false],
  ])('on a terminal takes “%s” as an answer, and what it does is %j', async (typed, isFetched) => {
    const line = [process.execPath, ...words()].map((word) => `'${word}'`).join(' ');
    const shell = `printf '${typed}\\n' | script -qec "$GATEPOST_LINE" /dev/null`;
    const env = bare({ PATH: process.env.PATH, GATEPOST_LINE: `env PATH=/nowhere ${line}` });
    const { output } = await runCommand('/bin/sh', ['-c', shell], { cwd: root, env, timeoutMs: 60_000 });
    expect(output).toContain('Shall it? [y/N]');
    expect(output.includes(`The engine is ${fetched()}`)).toBe(isFetched);
    expect(output.includes('gatepost demo --fetch-engine')).toBe(!isFetched);
    expect((await readFile(fetched()).catch(() => '')).length > 0).toBe(isFetched);
  });

  test('in a pipe, and with --json, takes nothing as a yes', async () => {
    for (const flags of [[], ['--json']]) {
      const { code, output } = await runCommand(process.execPath, words(...flags), { cwd: root, env: bare() });
      expect({ code, output }).toEqual({ code: 1, output: expect.stringContaining('--fetch-engine') });
    }
    expect(release.asked).toEqual([]);
  });
});
