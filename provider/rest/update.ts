import type { Client } from '../client/client.ts';
import type { Attributes } from '../framework/attribute.ts';
import type { UpdateContext } from '../framework/resource.ts';
import {
  changedOrAgain,
  driftIn,
  isInBody,
  type KeptSecret,
  rememberSecrets,
  secretsToSetAgain,
} from './kept-secret.ts';
import { sendTagged, tagOfPlanned } from './planned-change.ts';

/** What an update needs to know of a resource. */
interface Updatable<A extends Attributes, View> {
  readonly typeName: string;
  readonly attributes: A;
  readonly secrets?: readonly KeptSecret<View>[];
  toWire(change: UpdateContext<A, Client> & { readonly again: readonly string[] }): Readonly<Record<string, unknown>>;
  fromWire(view: View): unknown;
  beforeUpdate?(context: UpdateContext<A, Client>, tag: string | undefined): Promise<boolean>;
}

/**
 * The change of an object, in place.
 * @param path of the object
 * @throws DiagnosticError where somebody else has changed it since the plan was made
 */
export async function update<A extends Attributes, View>(
  declaration: Updatable<A, View>,
  path: string,
  context: UpdateContext<A, Client>,
): Promise<View> {
  const { client, signal, private: kept } = context;
  const { secrets = [], beforeUpdate } = declaration;
  const again = secretsToSetAgain(secrets, context);
  const body = declaration.toWire({ ...context, changed: changedOrAgain(context.changed, again), again });
  const sent = secrets.filter((secret) => isInBody(secret, body));
  const secretsIn = (view: View) => driftIn(sent, kept, view).filter((name) => !again.includes(name));
  const target = { ...declaration, path, secretsIn };
  const first = await tagOfPlanned(target, context);
  const before = async (tag: string | undefined) => (await beforeUpdate?.(context, tag)) ?? false;
  const isLeft = (await sendTagged(target, context, first, before)) === false;
  const tag = isLeft ? first : await tagOfPlanned(target, context);
  const view = await sendTagged(target, context, tag, (each) => client.patch<View>(path, body, signal, each));
  rememberSecrets(sent, kept, view, context.plan);
  return view;
}
