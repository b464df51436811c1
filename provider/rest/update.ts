import type { Client } from '../client/client.ts';
import type { Found } from '../client/collection-list.ts';
import type { Attributes } from '../framework/attribute.ts';
import { plainError } from '../framework/diagnostic.ts';
import type { UpdateContext } from '../framework/resource.ts';
import { demandUnchanged } from './concurrent-change.ts';
import {
  changedOrAgain,
  driftIn,
  isInBody,
  type KeptSecret,
  rememberSecrets,
  secretsToSetAgain,
} from './kept-secret.ts';

/** What an update needs to know of a resource. */
interface Updatable<A extends Attributes, View> {
  readonly typeName: string;
  readonly attributes: A;
  readonly secrets?: readonly KeptSecret<View>[];
  toWire(change: UpdateContext<A, Client> & { readonly again: readonly string[] }): Readonly<Record<string, unknown>>;
  fromWire(view: View): unknown;
  beforeUpdate?(context: UpdateContext<A, Client>): Promise<unknown>;
}

/**
 * The change of an object, in place: of the very object that the plan was made for, which If-Match makes sure of.
 * @param path of the object
 * @throws DiagnosticError where somebody else has changed it since
 */
export async function update<A extends Attributes, View>(
  declaration: Updatable<A, View>,
  path: string,
  context: UpdateContext<A, Client>,
): Promise<View> {
  const { client, signal, private: kept } = context;
  const { secrets = [], typeName } = declaration;
  const again = secretsToSetAgain(secrets, context);
  const body = declaration.toWire({ ...context, changed: changedOrAgain(context.changed, again), again });
  const current = await find<View>(context, typeName, path);
  const sent = secrets.filter((secret) => isInBody(secret, body));
  demandUnchanged(declaration, {
    prior: context.prior,
    plan: context.plan,
    now: declaration.fromWire(current.view),
    secrets: driftIn(sent, kept, current.view).filter((name) => !again.includes(name)),
  });
  const isLeft = !declaration.beforeUpdate || (await declaration.beforeUpdate(context)) === false;
  const { etag } = isLeft ? current : await find<View>(context, typeName, path);
  const view = await client.patch<View>(path, body, signal, etag);
  rememberSecrets(sent, kept, view, context.plan);
  return view;
}

async function find<View>(
  { client, signal }: { readonly client: Client; readonly signal: AbortSignal },
  typeName: string,
  path: string,
): Promise<Found<View>> {
  const current = await client.findTagged<View>(path, signal);
  if (current) return current;
  throw plainError(`${typeName} is gone`, 'It was deleted since this plan was made. Plan again to create it anew.');
}
