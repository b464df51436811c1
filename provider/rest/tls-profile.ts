import type { Client } from '../client/client.ts';
import { string } from '../framework/attribute-builder.ts';
import type { CallContext } from '../framework/context.ts';
import { plainError } from '../framework/diagnostic.ts';
import type { ValidateContext } from '../framework/resource.ts';
import { checkLookUp, lookUp, lookUpId } from './look-up.ts';
import { segment } from './path.ts';

/** TLS profiles of both sides: several of one name stand side by side, each with a version of its own. */

export const CLIENT_PROFILES = '/orgs/admin/tls-client-profiles';
export const SERVER_PROFILES = '/orgs/admin/tls-server-profiles';

/** What a data source finds a profile by. */
export const profileLookUp = {
  id: lookUpId,
  name: string({ description: 'Name to find it by, together with `version`.', optional: true, computed: true }),
  version: string({
    description: 'Version of the profile of this name; may be left out while there is only one.',
    optional: true,
    computed: true,
  }),
};

export function checkProfileLookUp(
  config: { readonly id: unknown; readonly name: unknown; readonly version: unknown },
  error: ValidateContext<Record<never, never>>['error'],
): void {
  checkLookUp('name', config, error);
  if (typeof config.id === 'string' && typeof config.version === 'string') {
    error(['version'], 'The version goes with a name', 'An id stands for one version: leave out `version`.');
  }
}

type Named = { readonly id: string | null; readonly name: string | null; readonly version: string | null };

/** @throws DiagnosticError where there is none, or the name alone is not enough */
export function lookUpProfile<View extends { readonly version: string }>(
  context: CallContext<Client> & { readonly config: Named },
  typeName: string,
  collection: string,
): Promise<View> {
  const { client, config, signal } = context;
  const { id, name, version } = config;
  return lookUp<View>(context, typeName, 'name', () =>
    id === null
      ? findProfile<View>(client, signal, collection, name ?? '', version)
      : client.find<View>(`${collection}/${segment(id)}`, signal),
  );
}

/**
 * The profile of a name; without a version the only one there is.
 * @throws DiagnosticError that lists the versions when there are several
 */
export async function findProfile<View extends { readonly version: string }>(
  client: Client,
  signal: AbortSignal,
  collection: string,
  name: string,
  version: string | null | undefined,
): Promise<View | null> {
  const path = `${collection}/${segment(name)}`;
  if (version) return client.find(`${path}/${segment(version)}`, signal);
  const { results } = await client.get<{ results: View[] }>(path, signal);
  const [only = null, another] = results;
  if (!another) return only;
  const versions = results.map((profile) => `${name}:${profile.version}`).join(', ');
  throw plainError(`${name} has several versions`, `Say which one of ${versions}.`);
}
