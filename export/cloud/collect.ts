import pLimit from 'p-limit';
import type { Client } from '../../provider/client/client.ts';
import type { CallContext } from '../../provider/framework/context.ts';
import type { AnyResource } from '../../provider/framework/resource.ts';
import { type Entry, type Managed, saysNothing, typeNameOf } from './entry.ts';
import type { Kind } from './kind.ts';
import { Labels } from './label.ts';
import { countUncovered, type Left, undeclarable, unseen } from './left.ts';
import { Lists } from './list.ts';
import { readState } from './read-state.ts';
import type { Cloud, Found, View } from './view.ts';

export interface Collected {
  /** By kind, in the order of kinds; those of a kind by label. */
  readonly entries: readonly Entry[];
  readonly left: readonly Left[];
}

export interface Collector extends CallContext<Client> {
  readonly kinds: readonly Kind[];
  readonly resources: readonly AnyResource<Client>[];
  /** Hears how far it got. */
  readonly tell: (line: string) => void;
}

/** How many objects are read at once: enough to be quick, too few to be felt by others. */
const AT_ONCE = 8;

/** Everything that the API has, by kind. @throws what the API refuses, where it is about a kind that is exported */
export async function collect(collector: Collector): Promise<Collected> {
  const lists = new Lists(collector.client, collector.signal, collector.kinds);
  const cloud = await readCloud(collector);
  const entries: Entry[] = [];
  const left: Left[] = [];
  for (const kind of collector.kinds) {
    const resource = collector.resources.find(({ typeName }) => typeName === typeNameOf(kind));
    if (!resource) {
      const { found, left: uncovered } = await countUncovered(kind, lists, cloud);
      left.push(...uncovered);
      entries.push(
        ...labelled(
          kind,
          found.map((each) => ({ ...each, kind, managed: null })),
        ),
      );
      continue;
    }
    const { found, unseen: closed } = await lists.of(kind);
    left.push(...undeclarable(kind, found, cloud), ...unseen(kind, closed));
    entries.push(...(await readAll({ collector, kind, resource, cloud }, found)));
  }
  return { entries, left };
}

async function readCloud({ client, signal }: Collector): Promise<Cloud> {
  const { owner_url: url } = await client.get<View>('/orgs/admin', signal);
  return { ownerId: typeof url === 'string' ? (url.split('/').at(-1) ?? null) : null };
}

interface Reading {
  readonly collector: Collector;
  readonly kind: Kind;
  readonly resource: AnyResource<Client>;
  readonly cloud: Cloud;
}

async function readAll({ collector, kind, resource, cloud }: Reading, found: readonly Found[]): Promise<Entry[]> {
  const atOnce = pLimit(AT_ONCE);
  const shipped = found.filter((each) => kind.comesWithCloud?.(each, cloud));
  const own = found.filter((each) => !shipped.includes(each) && kind.undeclarable?.(each.view) === undefined);
  if (own.length > 0) collector.tell(`Reading ${kind.words[1]} …`);
  const read = async (each: Found) => ({ ...each, kind, managed: await readManaged(collector, kind, resource, each) });
  const all = await Promise.all(own.map((each) => atOnce(() => read(each))));
  // What went away since it was listed has no state.
  const there = all.filter(({ managed }) => managed !== null && !(kind.isSettings && saysNothing(managed)));
  return labelled(kind, [...there, ...shipped.map((each) => ({ ...each, kind, managed: null }))]);
}

async function readManaged(
  collector: Collector,
  kind: Kind,
  resource: AnyResource<Client>,
  found: Found,
): Promise<Managed | null> {
  const importId = importIdOf(kind, found);
  const state = await readState(resource, importId, collector);
  return state && { resource, importId, state };
}

export function importIdOf(kind: Kind, found: Found): string {
  const { view, parent } = found;
  return kind.importId?.(found) ?? (parent === null ? view.id : `${parent.view.name}/${view.id}`);
}

/** In an order that does not depend on when things were made, so that two exports of the same cloud are the same. */
function labelled(kind: Kind, all: readonly Omit<Entry, 'label'>[]): Entry[] {
  const [own, others] = [new Labels(), new Labels()];
  return all
    .map((each) => ({ each, text: kind.label?.(each) ?? each.view.name, place: each.parent?.view.name ?? '' }))
    .sort((a, b) => compare(a.text, b.text) || compare(a.place, b.place) || compare(a.each.view.id, b.each.view.id))
    .map(({ each, text }) => ({ ...each, label: (each.managed === null ? others : own).take(text) }));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
