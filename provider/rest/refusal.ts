import { ApiError, type Refusal, traceOf, type Violation } from '../client/api-error.ts';
import type { Client } from '../client/client.ts';
import { TOKEN_OWNER } from '../client/sign-in.ts';
import type { Attributes } from '../framework/attribute.ts';
import { type Diagnostic, DiagnosticError, formatPath, type Path } from '../framework/diagnostic.ts';
import type { ValueRecord } from '../framework/value.ts';
import { missingParent, type Within } from './missing-parent.ts';

/** The attribute a violation is about: a path, or what finds it from the violation and the configuration. */
export type Blame = Path | ((violation: Violation, config: ValueRecord) => Path);

/** Attributes by JSON pointer, where the wire has another name for them. */
export type Pointers = { readonly [pointer: string]: Blame };

export interface RefusalContext {
  readonly client: Client;
  readonly typeName: string;
  readonly attributes: Attributes;
  readonly pointers?: Pointers | undefined;
  /** What the user wrote; absent in a read or a delete. */
  readonly config?: unknown;
  /** Where it is looked for or made, where the API may not have that place. */
  readonly within?: Within;
  /** The place, with the same attributes, of what a body refers to. */
  readonly refersTo?: string | undefined;
}

/** Runs what talks to the API; its refusals become diagnostics, on the attribute that is to blame. */
export async function explained<T>(context: RefusalContext, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    throw (await parentToBlame(context, error.refusal)) ?? new DiagnosticError(diagnosticsOf(context, error.refusal));
  }
}

/** Where nothing is found, it may be that what it is in is not there; the same goes for what is referred to. */
async function parentToBlame({ client, within, refersTo }: RefusalContext, { code, violations }: Refusal) {
  if (!within) return undefined;
  if (code === 'not_found') return missingParent(client, within);
  return violations.length > 0 && refersTo ? missingParent(client, { ...within, path: refersTo }) : undefined;
}

function diagnosticsOf(context: RefusalContext, refusal: Refusal): Diagnostic[] {
  const { status, code, violations } = refusal;
  if (status === 403) return [permissionMissing(context, refusal)];
  if (status === 401) return [signInOver(context, refusal)];
  if (code === 'stale') return [changedMeanwhile(context, refusal)];
  if (code === 'in_use') return [inUse(context, refusal)];
  if (violations.length > 0) return violations.map((violation) => onAttribute(context, violation, refusal));
  return [plain(`The API refused ${context.typeName}`, refusal.message, refusal)];
}

/** So the API says that no role would help. */
const LEFT_OUT = /the scopes of this token leave out/;

function permissionMissing({ client, typeName }: RefusalContext, refusal: Refusal): Diagnostic {
  const advice = LEFT_OUT.test(refusal.message)
    ? 'Let the token have this scope too.'
    : `Give ${client.caller} a role with it, or sign in as somebody who has one.`;
  return plain(`A permission for ${typeName} is missing`, `${refusal.message} ${advice}`, refusal);
}

function signInOver({ client }: RefusalContext, refusal: Refusal): Diagnostic {
  if (client.caller === TOKEN_OWNER)
    return plain('The API does not accept the token of the provider', TOKEN_ADVICE, refusal);
  return plain(`The API does not accept the token of ${client.caller}`, `${refusal.message} Give a new one.`, refusal);
}

const TOKEN_ADVICE =
  'The access token in `token` (or GATEPOST_TOKEN) has expired, was revoked, or is not of this API; a ready token is not renewed. Give a new one, or credentials that sign in by themselves: `username` and `password`, or `client_id` and `client_secret`.';

function changedMeanwhile({ typeName }: RefusalContext, refusal: Refusal): Diagnostic {
  return plain(
    `${typeName} was changed by somebody else`,
    `${refusal.message} It is left as it is: plan again.`,
    refusal,
  );
}

function inUse({ typeName }: RefusalContext, refusal: Refusal): Diagnostic {
  const advice = [
    'Terraform destroys an object before it creates its replacement and before it changes those who use it.',
    `If this one is replaced, let the new one come first: write lifecycle { create_before_destroy = true } and, unless name or version change anyway, a \`name\` of its own, such as name = "${anotherName(refusal)}"; both may stay.`,
    'If it is to go, first apply a configuration in which nobody refers to it.',
  ];
  return plain(`${typeName} is in use`, `${refusal.message}\n\n${advice.join(' ')}`, refusal);
}

/** The quoted name of what is in use, with a number that it does not have. */
function anotherName({ message }: Refusal): string {
  const [, name = 'another-name'] = /"([^":]+)(?::[^"]*)?" is in use/.exec(message) ?? [];
  return `${name}-2`;
}

function onAttribute(context: RefusalContext, violation: Violation, refusal: Refusal): Diagnostic {
  const path = pathOf(context, violation);
  const where = path.length > 0 ? formatPath(path) : violation.pointer;
  // Most messages go on where a field's name stops; some are sentences of their own.
  const text = /^[A-Z]/.test(violation.message) ? violation.message : `${where} ${violation.message}`.trim();
  return { ...plain('The API refused a value', /[.!?]$/.test(text) ? text : `${text}.`, refusal), path };
}

/** The longest part of the pointer that is known, and the position in a list where one is left over. */
function pathOf({ attributes, pointers = {}, config }: RefusalContext, violation: Violation): Path {
  const steps = violation.pointer.split('/').slice(1);
  for (let length = steps.length; length > 0; length -= 1) {
    const blame = pointers[`/${steps.slice(0, length).join('/')}`] ?? sameName(attributes, steps.slice(0, length));
    if (!blame) continue;
    const path = typeof blame === 'function' ? blame(violation, (config ?? {}) as ValueRecord) : blame;
    const position = steps[length];
    const isList = path.length === 1 && attributes[String(path[0])]?.type[0] === 'list';
    return isList && position !== undefined && /^\d+$/.test(position) ? [...path, Number(position)] : path;
  }
  return [];
}

function sameName(attributes: Attributes, [name, ...rest]: readonly string[]): Path | undefined {
  if (name === undefined || rest.length > 0) return undefined;
  const found = [name, name.replace(/_url$/, '_id')].find((each) => Object.hasOwn(attributes, each));
  return found === undefined ? undefined : [found];
}

function plain(summary: string, text: string, refusal: Refusal): Diagnostic {
  return { severity: 'error', summary, detail: `${text}\n\n(${traceOf(refusal)})` };
}
