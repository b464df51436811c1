import { serversOf, serverTitle } from '../deliveries/server-name.ts';
import type { ServerState } from '../email-server/usage.ts';
import { idOfUrl } from '../frame/api-path.ts';
import type { Visit } from '../frame/page.ts';

/** Whether mail can leave, and by which server. */
export interface MailWay {
  tone: 'good' | 'warn' | 'bad';
  words: string;
  /** Where to go on when something is to be done. */
  to: string | null;
  server: { title: string; name: string | null; breaker: string; isWell: boolean } | null;
  /** Of the server: why mail goes past it, since when, and when it is tried again. */
  reason: string | null;
  since: string | null;
  nextProbeAt: string | null;
  lastSentAt: string | null;
}

/** Null: whoever visits may see no servers. */
export async function mailWayOf(visit: Visit, heldCount: number): Promise<MailWay | null> {
  const { body } = await visit.read('/cloud/settings/mail-server-configured', { detail: 'true' });
  const states: readonly ServerState[] | undefined = body.mail_servers;
  if (!states) return null;
  const [selected] = states;
  const verdict = verdictOf(states, heldCount);
  const words = visit.t(verdict.key);
  if (!selected) {
    const to = visit.may('GET /orgs/{org}/mail-servers') ? '/cloud/email-servers' : null;
    return { ...NOTHING, tone: verdict.tone, words, to };
  }
  const servers = await serversOf(visit);
  const id = idOfUrl(selected.mail_server_url);
  return {
    tone: verdict.tone,
    words,
    to: null,
    server: {
      title: serverTitle(servers, selected.mail_server_url) ?? id,
      name: servers.find((server) => server.id === id)?.name ?? null,
      breaker: visit.t(`mailWay.${selected.state}`),
      isWell: selected.state === 'closed',
    },
    reason: selected.reason,
    since: selected.reason === null ? null : selected.since,
    nextProbeAt: selected.next_probe_at,
    lastSentAt: await lastSentBy(visit, id),
  };
}

const NOTHING = { server: null, reason: null, since: null, nextProbeAt: null, lastSentAt: null };

function verdictOf(states: readonly ServerState[], heldCount: number): { tone: MailWay['tone']; key: string } {
  if (states.length === 0) return { tone: 'bad', key: 'home.noWay' };
  // Mail that is held although a server is selected is held back on purpose.
  if (heldCount > 0) return { tone: 'bad', key: 'home.heldBack' };
  const well = states.filter(({ state }) => state === 'closed').length;
  if (well === states.length) return { tone: 'good', key: 'home.leaves' };
  return well > 0 ? { tone: 'warn', key: 'home.degraded' } : { tone: 'bad', key: 'home.allSick' };
}

/** Of the newest of its mails that left; null: none did, or it is forgotten. */
async function lastSentBy(visit: Visit, id: string): Promise<string | null> {
  if (!visit.may('GET /cloud/deliveries')) return null;
  const asked = { state: 'sent', mail_server_url: id, limit: '1', fields: 'sent_at' };
  const { body } = await visit.read('/cloud/deliveries', asked);
  return body.results[0]?.sent_at ?? null;
}
