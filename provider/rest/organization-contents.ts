import { isRefused } from '../client/api-error.ts';
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
  const path = `/orgs/${segment(id)}`;
  return askDeletion(client, path, signal)
    .catch((error: unknown) => (isRefused(error, 'forbidden') ? countLists(client, path, signal) : unknown))
    .catch(() => unknown);
}

async function askDeletion(client: Client, path: string, signal: AbortSignal): Promise<string> {
  const { contents } = await client.tryDelete<{ contents: Contents }>(path, signal);
  return inWords(contents, 'open invitation');
}

/** For whoever may look and not delete. The lists hold accepted invitations too. */
async function countLists(client: Client, path: string, signal: AbortSignal): Promise<string> {
  const count = async (collection: string) =>
    (await client.get<{ total_results: number }>(`${path}/${collection}?limit=1`, signal)).total_results;
  const [members, catalogs, invitations] = await Promise.all(['members', 'catalogs', 'member-invitations'].map(count));
  return inWords({ members, catalogs, member_invitations: invitations } as Contents, 'invitation');
}

function inWords({ members, catalogs, member_invitations: invitations }: Contents, noun: string): string {
  return `${several(members, 'member')}, ${several(catalogs, 'catalog')} and ${several(invitations, noun)}`;
}

const several = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
