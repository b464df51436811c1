import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { objectType } from '../../../provider/framework/attribute.ts';
import { encodeValue } from '../../../provider/framework/msgpack.ts';
import { createService } from '../../../provider/framework/service/service.ts';
import { unknownAsNull, type ValueRecord } from '../../../provider/framework/value.ts';
import { provider } from '../../../provider/provider.ts';
import { createAuthority } from '../../../toolbox/certificate-authority.ts';
import { type Arbitraries, createArbitraries } from './arbitrary.ts';
import { Caller, errorsIn, type Kept, NOTHING } from './caller.ts';
import { type StandIn, startStandIn, type Write } from './stand-in.ts';

/** Enough that every resource is changed in place among them, and the same each time. */
const SAMPLE = { numRuns: 300, seed: 7 };
/** After so many changes of one resource there is nothing new to be seen. */
const ENOUGH = 12;

let standIn: StandIn;
let arbitraries: Arbitraries;
const service = createService(provider);
const resources = await provider.resources();

beforeAll(async () => {
  standIn = await startStandIn();
  const authority = await createAuthority();
  arbitraries = createArbitraries([await authority.issueClient('one'), await authority.issueClient('two')]);
  const block = Object.fromEntries(Object.keys(provider.attributes).map((name) => [name, null]));
  const config = encodeValue({ ...block, endpoint: standIn.url, token: 'token' }, objectType(provider.attributes));
  const answer = await service.ConfigureProvider?.({ config }, { signal: new AbortController().signal });
  expect(answer).toMatchObject({ diagnostics: [] });
});
afterAll(() => standIn.stop());

describe.each(resources.map((resource) => [resource.typeName, resource] as const))('%s', (_, resource) => {
  const caller = new Caller(service, resource);
  const { attributes } = resource;

  test('names in every request of a change the version of what this run has read, and in none of a destroy', async () => {
    const changes: Write[][] = [];
    const one = arbitraries.config(attributes).map((config) => unknownAsNull(config) as ValueRecord);
    const pair = fc.oneof(fc.tuple(one, one), fc.tuple(one.map(allSwitched(false)), one.map(allSwitched(true))));
    for (const [first, second] of fc.sample(pair, SAMPLE)) {
      if (changes.length === ENOUGH) break;
      standIn.clear();
      const created = await applied(first, NOTHING);
      const read = created && (await refreshed(created));
      const other = { ...second, ...fixedOf(first) };
      const [changed, ofChange] = await writesOf(() => (read ? applied(other, read) : undefined));
      if (!changed || ofChange.length === 0) continue;
      changes.push(ofChange);
      const [gone, ofDestroy] = await writesOf(() => applied(null, changed));
      if (gone) expect(ofDestroy.filter(({ ifMatch }) => ifMatch !== undefined)).toEqual([]);
    }
    expect(changes.length).toBeGreaterThan(0);
    // Nobody else writes here, so that the version at this moment is the one that was read.
    expect(changes.flat().filter(({ ifMatch, etag }) => ifMatch !== etag)).toEqual([]);
  });

  /** What is turned on may have a request of its own. */
  const allSwitched = (to: boolean) => (config: ValueRecord) =>
    Object.fromEntries(
      Object.entries(config).map(([name, value]) => [name, attributes[name]?.type === 'bool' ? to : value]),
    );

  /** What would replace the object, were it another. */
  const fixedOf = (config: ValueRecord) =>
    Object.fromEntries(Object.entries(config).filter(([name]) => attributes[name]?.requiresReplace));

  async function writesOf(run: () => Promise<Kept | undefined> | undefined) {
    const before = standIn.writes.length;
    const after = await run();
    const writes = standIn.writes.slice(before).filter(({ path }) => !path.endsWith('/test-connection'));
    return [after, writes] as const;
  }

  async function applied(config: ValueRecord | null, before: Kept): Promise<Kept | undefined> {
    if (config && errorsIn(await caller.validate(config)).length > 0) return undefined;
    const plan = await caller.plan(config, before);
    if (errorsIn(plan).length > 0 || plan.requires_replace?.length) return undefined;
    const answer = await caller.apply(config, before, plan);
    if (errorsIn(answer).length > 0) return undefined;
    return { state: caller.decode(answer.new_state), private: answer.private ?? new Uint8Array() };
  }

  async function refreshed(before: Kept): Promise<Kept> {
    const read = await caller.read(before);
    expect(errorsIn(read)).toEqual([]);
    return { state: caller.decode(read.new_state), private: read.private ?? new Uint8Array() };
  }
});
