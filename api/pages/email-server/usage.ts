import type { Visit } from '../frame/page.ts';
import type { ServerView } from './field.ts';

/** How a server is doing, as a badge shows it. */
export interface StateView {
  tone: 'good' | 'warn' | 'bad' | 'plain';
  label: string;
  /** Why mail goes past it. */
  reason: string | null;
  nextTryAt: string | null;
}

/** What the cloud uses its email servers for. */
export interface MailRoute {
  /** The servers that mail leaves by, in their order: the selected one, then the fallbacks. */
  urls: string[];
  isSelected(url: string): boolean;
  /** What a server is to the cloud, in words; null: nothing. */
  roleOf(url: string): string | null;
  stateOf(url: string): StateView;
  etag: string;
  /** The TLS client profile of servers that have none of their own. */
  defaultProfileUrl: string;
  /** How many mails wait for a server; null: whoever visits may not see it. */
  held: number | null;
}

/** How a server is doing, as the API tells it. */
export interface ServerState {
  mail_server_url: string;
  state: 'open' | 'half-open' | 'closed';
  since: string | null;
  reason: string | null;
  next_probe_at: string | null;
}

export async function mailRouteOf(visit: Visit): Promise<MailRoute> {
  const [settings, detail, held] = await Promise.all([
    visit.read('/cloud/settings'),
    visit.read('/cloud/settings/mail-server-configured', { detail: 'true' }),
    heldOf(visit),
  ]);
  const { mail_server_url: selected, fallback_mail_server_urls: fallbacks } = settings.body;
  const states: ServerState[] = detail.body.mail_servers ?? [];
  return {
    urls: [...(selected === null ? [] : [selected]), ...fallbacks],
    isSelected: (url) => url === selected,
    roleOf(url) {
      if (url === selected) return visit.t('emailServers.selected');
      const place = fallbacks.indexOf(url);
      return place < 0 ? null : visit.t('emailServers.fallback', { place: place + 1 });
    },
    stateOf: (url) =>
      stateView(
        visit,
        states.find((state) => state.mail_server_url === url),
      ),
    etag: settings.etag ?? '',
    defaultProfileUrl: settings.body.tls_client_profile_default_url,
    held,
  };
}

async function heldOf(visit: Visit): Promise<number | null> {
  if (!visit.may('GET /cloud/deliveries/summary')) return null;
  return (await visit.read('/cloud/deliveries/summary')).body.counts.held;
}

function stateView({ t }: Visit, state: ServerState | undefined): StateView {
  if (!state) return { tone: 'plain', label: t('emailServers.idle'), reason: null, nextTryAt: null };
  const { reason, next_probe_at: nextTryAt } = state;
  if (state.state === 'closed') return { tone: 'good', label: t('emailServers.well'), reason, nextTryAt };
  const label = t(state.state === 'open' ? 'emailServers.sick' : 'emailServers.tried');
  return { tone: state.state === 'open' ? 'bad' : 'warn', label, reason, nextTryAt };
}

/** What one server is used for, as its page tells it. */
export function usageOf(route: MailRoute, { url }: ServerView & { url: string }) {
  return {
    isSelected: route.isSelected(url),
    hasSelected: route.urls.some((each) => route.isSelected(each)),
    role: route.roleOf(url),
    state: route.stateOf(url),
    held: route.held,
  };
}
