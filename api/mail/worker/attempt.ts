import type { DataSource, EntityManager } from 'typeorm';
import { cleanText } from '../../clean-text.ts';
import type { Cipher } from '../../context.ts';
import type { Delivery } from '../../tables/delivery.ts';
import { composeMail, messageIdOf } from '../content/message.ts';
import { renderMail } from '../content/render.ts';
import type { MailTemplate } from '../content/templates/mail-template.ts';
import { placeOf } from '../outbox/outbox.ts';
import type { PoolTerms } from '../pool/connection-pool.ts';
import type { Sender, SmtpServer } from '../server/smtp-server-settings.ts';
import type { ComposedMail } from '../smtp/composed-mail.ts';
import type { Outcome, SendResult } from '../smtp/send-result.ts';
import type { SendingTerms } from '../smtp/smtp-session.ts';
import type { MailRoute } from './claim.ts';

/** What a mail is about, and for whom: its text and its sender follow from that. */
export type MailSubject = Pick<Delivery, 'template' | 'org_id' | 'catalog_id' | 'language'>;

/** The text of a mail, as its catalog, its organization or the cloud has it. */
export type FindTemplate = (manager: EntityManager, mail: MailSubject) => Promise<MailTemplate>;

/** Who a mail comes from; null: whoever the cloud's do. */
export type FindSender = (manager: EntityManager, mail: MailSubject) => Promise<Sender | null>;

export interface AttemptResult {
  mail_server_id: string | null;
  /** As `performance.now()` counts: how long ago that was, and so when, is told by the clock of the database. */
  started: number;
  finished: number;
  outcome: Outcome;
  stage: SendResult['stage'] | 'render';
  response: string;
  tls?: string | null;
  isSick?: boolean;
  /** For the log alone. */
  raw?: string;
}

/** Hands a mail to a server; null: there is no connection to be had just now, and nothing was tried. */
export type Send = (server: SmtpServer, mail: ComposedMail, terms: PoolTerms) => Promise<SendResult | null>;

/** Which servers are worth a try. */
export interface Health {
  isWell(server: SmtpServer): boolean;
  /** A server turned out to be sick: mail goes past it. */
  fell(server: SmtpServer, reason: string): void;
  /** A server took a mail. */
  took(server: SmtpServer): void;
}

/** What the texts and senders of mails are found by. */
export interface LookUps {
  templateFor: FindTemplate;
  senderFor: FindSender;
}

export interface Sending extends LookUps {
  database: DataSource;
  cipher: Cipher;
  send: Send;
  health: Health;
  /** Known once the API listens. */
  publicUrl: () => string;
}

/**
 * Tries to send one delivery, server by server, until one takes it or says something about the mail itself. Without
 * results nothing was tried, since no server could be connected to for want of a place.
 */
export async function attempt(
  sending: Sending,
  delivery: Delivery,
  route: MailRoute,
  terms: SendingTerms,
): Promise<AttemptResult[]> {
  const started = performance.now();
  try {
    const mail = await write(sending, delivery, route);
    return await sendThrough(sending, route.servers, mail, terms);
  } catch (error) {
    // A broken template or key is mended by an administrator; until then the mail waits.
    const response = cleanText(error instanceof Error ? error.message : String(error));
    const finished = performance.now();
    return [{ mail_server_id: null, started, finished, outcome: 'temporary', stage: 'render', response }];
  }
}

async function write(sending: Sending, delivery: Delivery, route: MailRoute): Promise<ComposedMail> {
  if (delivery.variables === null) throw new Error('What fills the template was erased.');
  const template = await sending.templateFor(sending.database.manager, delivery);
  const variables = JSON.parse(sending.cipher.decrypt(delivery.variables, placeOf(delivery.id)));
  const own = await sending.senderFor(sending.database.manager, delivery);
  return composeMail({
    sender: own ?? route.sender,
    recipients: [delivery.recipient],
    content: renderMail(template, variables),
    messageId: messageIdOf(delivery.id, sending.publicUrl()),
    dkim: route.dkim ?? null,
  });
}

async function sendThrough(
  { send, health }: Sending,
  servers: readonly SmtpServer[],
  mail: ComposedMail,
  terms: SendingTerms,
): Promise<AttemptResult[]> {
  const results: AttemptResult[] = [];
  for (const server of servers) {
    const started = performance.now();
    const isWanted = () => health.isWell(server);
    if (!isWanted()) continue;
    const result = await send(server, mail, { ...terms, isWanted });
    if (result === null && isWanted()) break;
    if (result === null) continue;
    results.push({ ...result, mail_server_id: server.id, started, finished: performance.now() });
    // We hung up ourselves, of which the server is not to blame.
    if (terms.signal?.aborted || terms.mayLeave?.() === false) break;
    if (result.isSick) health.fell(server, result.response);
    if (result.outcome === 'sent') health.took(server);
    if (!result.mayGoElsewhere) break;
  }
  return results;
}
