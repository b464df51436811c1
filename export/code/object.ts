import { isRefused } from '../../provider/client/api-error.ts';
import type { Client } from '../../provider/client/client.ts';
import { provider } from '../../provider/provider.ts';
import { importIdOf } from '../cloud/collect.ts';
import { type Entry, type Managed, typeNameOf } from '../cloud/entry.ts';
import type { Kind } from '../cloud/kind.ts';
import { kinds } from '../cloud/kinds.ts';
import { identifierOf } from '../cloud/label.ts';
import { readState } from '../cloud/read-state.ts';
import type { Cloud, Found, View } from '../cloud/view.ts';
import { declare, importBlock, variableBlocks } from '../configuration/declare.ts';
import { References } from '../configuration/reference.ts';
import { writeDataSource } from '../configuration/resource-block.ts';
import { printFile } from '../hcl/block.ts';
import { findAt, placeOf } from './place.ts';
import type { Program } from './program.ts';
import { printPython } from './python.ts';
import { printTypescript } from './typescript.ts';

export interface ObjectTexts {
  readonly hcl: string;
  readonly typescript: string;
  readonly python: string;
}

/** The most objects that are looked up for the names by which one refers to them. */
const MOST_RELATED = 20;

interface Look {
  readonly client: Client;
  readonly signal: AbortSignal;
  /** Null: whoever looks may not see the organization `admin`, and sees nothing of it by its id. */
  readonly adminId: string | null;
  readonly cloud: Cloud;
}

/** One object, by its path below `/api`, as code. Null: no kind is there, or no resource declares it. */
export async function describeObject(client: Client, path: string, signal: AbortSignal): Promise<ObjectTexts | null> {
  const admin = await adminOf(client, signal);
  const look: Look = { client, signal, adminId: admin?.id ?? null, cloud: { ownerId: lastStep(admin?.owner_url) } };
  const place = placeOf(kinds, path, look.adminId);
  if (!place) return null;
  const found = await findAt((at) => client.get<View>(at, signal), place);
  const entry = await entryOf(look, place.kind, found);
  const [related, sources] = await Promise.all([relatedTo(look, place.kind, found), provider.dataSources()]);
  const types = new Set(sources.map(({ typeName }) => typeName));
  if (entry.managed === null && !types.has(typeNameOf(entry.kind))) return null;
  // Settings go by the id of what they are of, which comes first.
  return textsOf(entry, new References([...related, entry], types));
}

async function adminOf(client: Client, signal: AbortSignal): Promise<View | null> {
  try {
    return await client.get<View>('/orgs/admin', signal);
  } catch (error) {
    if (!isRefused(error, 'forbidden')) throw error;
    return null;
  }
}

const lastStep = (url: unknown): string | null => (typeof url === 'string' && url.split('/').at(-1)) || null;

function textsOf(entry: Entry, references: References): ObjectTexts {
  const declared = declare([entry], references);
  const found = [...references.dataSources, ...(entry.managed === null ? [entry] : [])];
  const program: Program = {
    variables: declared.flatMap(variableBlocks),
    blocks: [...found.map((each) => writeDataSource(each, references)), ...declared.map(({ block }) => block)],
    importId: entry.managed?.importId ?? null,
  };
  const hcl = printFile([...program.variables, ...program.blocks, ...declared.map(importBlock)]);
  return { hcl, typescript: printTypescript(program), python: printPython(program) };
}

/** As an export would have it; what every cloud comes with is found, and not declared. */
async function entryOf({ client, signal, cloud }: Look, kind: Kind, found: Found): Promise<Entry> {
  const own = { ...found, kind, label: labelOf(kind, found) };
  const resource = (await provider.resources()).find(({ typeName }) => typeName === typeNameOf(kind));
  if (!resource || kind.comesWithCloud?.(found, cloud)) return { ...own, managed: null };
  const importId = importIdOf(kind, found);
  const state = await readState(resource, importId, { client, signal, warn: () => undefined });
  return { ...own, managed: state && { resource, importId, state } };
}

const labelOf = (kind: Kind, found: Found): string => identifierOf(kind.label?.(found) ?? found.view.name);

/** What the object names, and what it is within, as far as it may be seen. */
async function relatedTo(look: Look, kind: Kind, found: Found): Promise<Entry[]> {
  const places = [...new Set(urlsIn(found.view))].slice(0, MOST_RELATED).flatMap((url) => {
    const path = /\/api(\/.*)$/.exec(url)?.[1];
    return (path !== undefined && placeOf(kinds, path, look.adminId)) || [];
  });
  const named = await Promise.all(
    places.map(async (place) => {
      const other = await findAt((at) => look.client.get<View>(at, look.signal), place).catch(nullWhereHidden);
      return other === null ? [] : [await namedEntry(look, place.kind, other)];
    }),
  );
  const around = kinds.find(({ noun }) => noun === kind.within);
  const parent = around && found.parent ? [await namedEntry(look, around, found.parent)] : [];
  return [...named.flat(), ...parent];
}

/** What may not be seen, or is gone, is not named; that the API cannot be read is no reason to say less. */
function nullWhereHidden(error: unknown): null {
  if (isRefused(error, 'forbidden') || isRefused(error, 'not_found')) return null;
  throw error;
}

/** As much of an entry as another refers to. */
async function namedEntry({ cloud }: Look, kind: Kind, found: Found): Promise<Entry> {
  const resource = (await provider.resources()).find(({ typeName }) => typeName === typeNameOf(kind));
  const isFound = !resource || kind.comesWithCloud?.(found, cloud);
  const managed: Managed | null = isFound ? null : { resource, importId: '', state: { id: found.view.id } };
  return { ...found, kind, label: labelOf(kind, found), managed };
}

/** Where other objects are that a view names; its own address is none of them. */
function urlsIn(value: unknown, name = ''): string[] {
  if (typeof value === 'string') return /(?<!^org)_urls?$/.test(name) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((item) => urlsIn(item, name));
  return Object.entries(Object(value)).flatMap(([key, inner]) => urlsIn(inner, key));
}
