import { type ApiError, isRefused } from '../client/api-error.ts';
import type { Client } from '../client/client.ts';
import type { Attributes } from '../framework/attribute.ts';
import { plainError } from '../framework/diagnostic.ts';
import { demandUnchanged } from './concurrent-change.ts';

/** What is about to be changed. */
export interface Target<View> {
  readonly typeName: string;
  /** Those that the change could overwrite. */
  readonly attributes: Attributes;
  readonly path: string;
  fromWire(view: View): unknown;
  /** Names of secrets that somebody else has set since, and this change would overwrite. */
  secretsIn?(view: View): readonly string[];
}

/** The part of an update's context that says what was planned, and on what. */
export interface Planned {
  readonly client: Client;
  readonly signal: AbortSignal;
  readonly prior: unknown;
  readonly plan: unknown;
}

/** Sends a request with an entity tag, for If-Match. */
export type SendTagged<Answer> = (tag: string | undefined) => Promise<Answer>;

/**
 * Changes the very object that a plan was made for: what is there by now is compared with what this run has read, and
 * If-Match makes sure that it is still there when the change arrives.
 * @throws DiagnosticError that shows both sides where the change would overwrite somebody else's
 */
export async function changePlanned<View, Answer>(
  target: Target<View>,
  planned: Planned,
  send: SendTagged<Answer>,
): Promise<Answer> {
  return sendTagged(target, planned, await tagOfPlanned(target, planned), send);
}

/** The entity tag of what is there, which is what the plan was made for. @throws DiagnosticError where it is not */
export async function tagOfPlanned<View>(
  { typeName, attributes, path, ...target }: Target<View>,
  { client, signal, prior, plan }: Planned,
  stale?: ApiError,
): Promise<string | undefined> {
  const current = await client.findTagged<View>(path, signal);
  if (!current)
    throw plainError(`${typeName} is gone`, 'It was deleted since this plan was made. Plan again to create it anew.');
  const [now, secrets] = [target.fromWire(current.view), target.secretsIn?.(current.view) ?? []];
  demandUnchanged({ typeName, attributes }, { prior, plan, now, secrets, told: stale?.message });
  return current.etag;
}

/**
 * Sends once more what was overtaken by a change that it does not overwrite: it is as if that had come before the look.
 * @throws DiagnosticError as above; ApiError of code `stale` where it was overtaken twice
 */
export async function sendTagged<View, Answer>(
  target: Target<View>,
  planned: Planned,
  tag: string | undefined,
  send: SendTagged<Answer>,
): Promise<Answer> {
  try {
    return await send(tag);
  } catch (error) {
    if (!isRefused(error, 'stale')) throw error;
    return send(await tagOfPlanned(target, planned, error));
  }
}
