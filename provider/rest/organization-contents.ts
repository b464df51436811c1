import type { Client } from '../client/client.ts';
import { segment } from './path.ts';

interface Contents {
  readonly members: number;
  readonly catalogs: number;
  readonly member_invitations: number;
}

interface Asking {
  readonly client?: Client;
  readonly signal: AbortSignal;
}

/**
 * What goes with an organization, as in "2 members, 1 catalog and 3 open invitations". Only ever told in warnings, so
 * where the API can't be asked it is told in general words.
 */
export async function contentsOf({ client, signal }: Asking, id: string): Promise<string> {
  const unknown = 'its members, its catalogs and its open invitations';
  if (!client) return unknown;
  return client.tryDelete<{ contents: Contents }>(`/orgs/${segment(id)}`, signal).then(
    ({ contents }) => inWords(contents),
    () => unknown,
  );
}

function inWords({ members, catalogs, member_invitations: invitations }: Contents): string {
  return `${several(members, 'member')}, ${several(catalogs, 'catalog')} and ${several(invitations, 'open invitation')}`;
}

const several = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
