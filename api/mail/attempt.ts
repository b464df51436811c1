import type { DataSource, EntityManager } from 'typeorm';
import { cleanText } from '../clean-text.ts';
import type { Cipher } from '../context.ts';
import type { Delivery } from '../tables/delivery.ts';
import type { MailRoute } from './claim.ts';
import { type ComposedMail, composeMail, messageIdOf } from './message.ts';
import { placeOf } from './outbox.ts';
import { renderMail } from './render.ts';
import { type Outcome, type SendResult, sendMail } from './smtp.ts';
import type { Sender, SmtpServer } from './smtp-server-settings.ts';
import type { MailTemplate } from './templates/mail-template.ts';

/** The template of a name as an organization has it. */
export type FindTemplate = (manager: EntityManager, name: string, orgId: string) => Promise<MailTemplate>;

/** Who mails of an organization come from; null: whoever the cloud's do. */
export type FindSender = (manager: EntityManager, orgId: string) => Promise<Sender | null>;

export interface AttemptResult {
  mail_server_id: string | null;
  /** As `performance.now()` counts: how long ago that was, and so when, is told by the clock of the database. */
  started: number;
  finished: number;
  outcome: Outcome;
  stage: SendResult['stage'] | 'render';
  response: string;
  /** For the log alone. */
  raw?: string;
}

export interface Sending {
  database: DataSource;
  cipher: Cipher;
  templateFor: FindTemplate;
  senderFor: FindSender;
  /** Known once the API listens. */
  publicUrl: () => string;
}

/** Tries to send one delivery, server by server, until one takes it or says something about the mail itself. */
export async function attempt(
  sending: Sending,
  delivery: Delivery,
  route: MailRoute,
  signal: AbortSignal,
): Promise<AttemptResult[]> {
  const started = performance.now();
  try {
    const mail = await write(sending, delivery, route);
    return await sendThrough(route.servers, mail, signal);
  } catch (error) {
    // A broken template or key is mended by an administrator; until then the mail waits.
    const response = cleanText(error instanceof Error ? error.message : String(error));
    const finished = performance.now();
    return [{ mail_server_id: null, started, finished, outcome: 'temporary', stage: 'render', response }];
  }
}

async function write(sending: Sending, delivery: Delivery, route: MailRoute): Promise<ComposedMail> {
  if (delivery.variables === null) throw new Error('What fills the template was erased.');
  const template = await sending.templateFor(sending.database.manager, delivery.template, delivery.org_id);
  const variables = JSON.parse(sending.cipher.decrypt(delivery.variables, placeOf(delivery.id)));
  const own = await sending.senderFor(sending.database.manager, delivery.org_id);
  return composeMail({
    sender: own ?? route.sender,
    recipients: [delivery.recipient],
    content: renderMail(template, variables),
    messageId: messageIdOf(delivery.id, sending.publicUrl()),
  });
}

async function sendThrough(
  servers: readonly SmtpServer[],
  mail: ComposedMail,
  signal: AbortSignal,
): Promise<AttemptResult[]> {
  const results: AttemptResult[] = [];
  for (const server of servers) {
    const started = performance.now();
    const result = await sendMail(server, mail, signal);
    results.push({ ...result, mail_server_id: server.id, started, finished: performance.now() });
    if (!isUnreachable(result) || signal.aborted) break;
  }
  return results;
}

/** Whether the server could not even be talked to, so that the next one is worth a try. */
function isUnreachable({ outcome, stage }: SendResult): boolean {
  return outcome === 'temporary' && ['dns', 'tcp', 'greeting', 'tls', 'auth'].includes(stage);
}
