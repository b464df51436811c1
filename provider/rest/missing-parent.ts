import { isRefused } from '../client/api-error.ts';
import type { Client } from '../client/client.ts';
import { attributeError, type DiagnosticError } from '../framework/diagnostic.ts';
import { entry, type Value } from '../framework/value.ts';
import { every } from './every.ts';
import type { Parent } from './parent.ts';

interface Asking {
  readonly client: Client;
  readonly signal: AbortSignal;
  readonly parent: Parent | undefined;
  /** Configuration, plan or parts of an import id: where the parent's name is. */
  readonly values: unknown;
}

const TOLD_AT_MOST = 20;

/** Runs what ends in a 404 where the parent is not there; its diagnostic names attribute, value and what there is. */
export async function explainingParent<T>(asking: Asking, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw (isRefused(error, 'not_found') && (await missingParent(asking))) || error;
  }
}

/** The diagnostic, if it is the parent that is not there. */
export async function missingParent({ client, signal, parent, values }: Asking): Promise<DiagnosticError | undefined> {
  const name = parent && entry(values as Value, parent.attribute);
  if (!parent || typeof name !== 'string') return undefined;
  const { attribute, all, noun } = parent;
  // Whatever hinders the search, the refusal itself is what has to be told.
  const there = await every<Named>(client, all, signal).catch(() => undefined);
  if (!there || there.some((each) => each.name === name || each.id === name)) return undefined;
  const names = there.map((each) => each.name).toSorted();
  const more = names.length > TOLD_AT_MOST ? ` and ${names.length - TOLD_AT_MOST} more` : '';
  const told = names.length === 0 ? 'There is none.' : `There are: ${names.slice(0, TOLD_AT_MOST).join(', ')}${more}.`;
  const detail = `${attribute} is ${JSON.stringify(name)}, and nothing has this name. ${told}`;
  return attributeError([attribute], `There is no ${noun} ${JSON.stringify(name)}`, detail);
}

interface Named {
  readonly id: string;
  readonly name: string;
}
