import { isRefused } from '../client/api-error.ts';
import type { Client } from '../client/client.ts';
import { attributeError, type DiagnosticError } from '../framework/diagnostic.ts';
import { entry, type ValueRecord } from '../framework/value.ts';
import { zoneParent } from './availability-zone.ts';
import { catalogParent, organizationParent } from './organization.ts';
import { namedBy, type Parent } from './parent.ts';
import { attributesOfPath, expandPath, segment } from './path.ts';
import { isUuid } from './reference.ts';
import { REGISTRY_OF_USER } from './user-registry.ts';

/** Where something is looked for or made. */
export interface Within {
  readonly signal: AbortSignal;
  /** With its attributes in braces. */
  readonly path: string;
  /** Configuration, plan, state or parts of an import id: where the attributes have their values. */
  readonly values: unknown;
}

/** What a path can have attributes of. A test goes through all paths that are declared. */
const PARENTS: readonly Parent[] = [organizationParent, catalogParent, REGISTRY_OF_USER, zoneParent];

const TOLD_AT_MOST = 20;

interface Page {
  readonly total_results: number;
  readonly results: readonly { readonly id: string; readonly name: string }[];
}

/** @throws DiagnosticError on the first attribute of the path that names what is not there, with what there is */
export async function demandParents(client: Client, within: Within): Promise<void> {
  const missing = await missingParent(client, within);
  if (missing) throw missing;
}

/** The diagnostic, if one of the parents is not there. */
export async function missingParent(client: Client, within: Within): Promise<DiagnosticError | undefined> {
  for (const name of attributesOfPath(within.path)) {
    const parent = PARENTS.find(({ attribute }) => attribute === name);
    const value = entry(within.values as ValueRecord, name);
    if (!parent || typeof value !== 'string' || !(await isMissing(client, parent, value, within))) continue;
    const there = await toldOf(client, parent, within);
    if (there !== null) return diagnosticOf(parent, value, there);
  }
  return undefined;
}

/** Whatever hinders the look, such as a permission, is no reason to call a parent missing. */
async function isMissing(client: Client, { all }: Parent, value: string, { signal, values }: Within): Promise<boolean> {
  const looked = client.get(`${expandPath(all, values)}/${segment(value)}`, signal);
  return looked.then(() => false).catch((error: unknown) => isRefused(error, 'not_found'));
}

/** What there is, as far as whoever asks may know; null: there is no such list, so that the endpoint is to blame. */
async function toldOf(client: Client, parent: Parent, { signal, values }: Within): Promise<string | null> {
  const path = `${expandPath(parent.all, values)}?limit=${TOLD_AT_MOST}`;
  try {
    return inWords(parent, await client.get<Page>(path, signal));
  } catch (error) {
    return isRefused(error, 'not_found') ? null : `What there is, ${client.caller} may not see.`;
  }
}

function inWords(parent: Parent, { results, total_results: total }: Page): string {
  const told = results.slice(0, TOLD_AT_MOST);
  if (told.length === 0) return 'There is none.';
  const spelled = told.map(({ id, name }) => (namedBy(parent) === 'id' ? `${name} (${id})` : name)).toSorted();
  const left = total - told.length;
  return `There are: ${spelled.join(', ')}${left > 0 ? ` and ${left} more` : ''}.`;
}

function diagnosticOf({ attribute, noun }: Parent, value: string, there: string): DiagnosticError {
  const quoted = JSON.stringify(value);
  const detail = `${attribute} is ${quoted}, and nothing has this ${isUuid(value) ? 'id' : 'name'}. ${there}`;
  return attributeError([attribute], `There is no ${noun} ${quoted}`, detail);
}
