import { type ServerName, serverTitle } from '../deliveries/server-name.ts';
import type { Visit } from '../frame/page.ts';

/** One try to hand a mail to one server, as the API tells it. */
export interface Attempt {
  mail_server_url: string | null;
  started_at: string;
  finished_at: string;
  outcome: string;
  stage: string;
  response: string;
  tls: string | null;
}

/** The way of a mail to a server, in its order; before it, that the mail is written. */
const STAGES = ['render', 'dns', 'tcp', 'greeting', 'tls', 'auth', 'mail', 'rcpt', 'data'];
const TONES: Readonly<Record<string, string>> = {
  sent: 'good',
  temporary: 'warn',
  permanent: 'bad',
  ambiguous: 'warn',
};

export function attemptView(visit: Visit, servers: readonly ServerName[], attempt: Attempt) {
  const { t, language } = visit;
  const tookMs = Date.parse(attempt.finished_at) - Date.parse(attempt.started_at);
  const seconds = new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(tookMs / 1000);
  return {
    ...attempt,
    server: serverTitle(servers, attempt.mail_server_url) ?? t('delivery.noServer'),
    badge: { tone: TONES[attempt.outcome] ?? 'plain', label: t(`attemptOutcome.${attempt.outcome}`) },
    took: t('delivery.took', { seconds }),
    stages: stagesOf(visit, attempt),
  };
}

/** How far it got: what lies before the stage that is named went well, as it did itself in a mail that left. */
function stagesOf({ t }: Visit, { stage, outcome, tls }: Attempt) {
  const reached = STAGES.indexOf(stage);
  const isPlain = tls === null || !/TLS/.test(tls);
  return STAGES.map((name, index) => {
    const isEnd = index === reached;
    const how = index < reached || (isEnd && outcome === 'sent') ? 'done' : isEnd ? 'failed' : 'left';
    return { name, how: name === 'tls' && isPlain && how === 'done' ? 'left' : how, label: t(`stage.${name}`) };
  }).map((each) => ({ ...each, words: t(`delivery.stage-${each.how}`) }));
}
