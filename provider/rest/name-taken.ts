import { ApiError } from '../client/api-error.ts';
import type { Attributes } from '../framework/attribute.ts';
import { DiagnosticError } from '../framework/diagnostic.ts';

/** The id of the object that is there already, if it can be found. */
export type FindExisting = (error: ApiError) => Promise<string | undefined>;

/**
 * Runs a creation. Where the API has such an object already, the diagnostic ends in the import block that takes it
 * over: it may be there because the answer to an earlier creation was lost.
 */
export async function offeringImport<T>(
  { typeName, attributes }: { readonly typeName: string; readonly attributes: Attributes },
  create: () => Promise<T>,
  find: FindExisting,
): Promise<T> {
  try {
    return await create();
  } catch (error) {
    // Whatever hinders the search, the refusal itself is what has to be told.
    const importId = error instanceof ApiError && isTaken(error) ? await find(error).catch(() => undefined) : undefined;
    if (importId === undefined || !(error instanceof ApiError)) throw error;
    const detail = `${error.message}\n\n${advise(typeName, importId)}`;
    const blamed = error.refusal.violations[0]?.pointer.slice(1) ?? '';
    const path = Object.hasOwn(attributes, blamed) ? [blamed] : [];
    throw new DiagnosticError([{ severity: 'error', summary: `This ${typeName} exists already`, detail, path }]);
  }
}

function isTaken({ refusal }: ApiError): boolean {
  // A reference "to no role that exists here" is about another object.
  const isAboutIt = (message: string) => /exists|taken|already/.test(message) && !message.startsWith('refers to no');
  return refusal.status === 409 || refusal.violations.some(({ message }) => isAboutIt(message));
}

function advise(typeName: string, importId: string): string {
  return [
    'If it was made by an earlier apply whose answer got lost, or is to be managed here, import it (with the label of your resource in place of "this") and apply again:',
    '',
    'import {',
    `  to = ${typeName}.this`,
    `  id = ${JSON.stringify(importId)}`,
    '}',
    '',
    'If it is the object that this one replaces (create_before_destroy), the two need different names.',
  ].join('\n');
}
