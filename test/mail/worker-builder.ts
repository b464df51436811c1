import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import type { DataSource } from 'typeorm';
import type { MailTemplate } from '../../api/mail/content/templates/mail-template.ts';
import { enqueue, type QueuedMail } from '../../api/mail/outbox/outbox.ts';
import type { MailRoute } from '../../api/mail/worker/claim.ts';
import { createWorker, type Worker } from '../../api/mail/worker/worker.ts';
import type { WorkerOptions } from '../../api/mail/worker/worker-options.ts';
import { createCipher } from '../../api/secrets/encryption.ts';
import type { Delivery } from '../../api/tables/delivery.ts';
import { smtpServer } from './builder.ts';

export const cipher = createCipher(Buffer.alloc(32, 7));
export const orgId = randomUUID();

export const NOTE: MailTemplate = {
  name: 'note',
  variables: ['word'],
  subject: 'A word',
  body: 'The word is {{word}}.',
  body_html: '<p>The word is {{word}}.</p>',
};

/** A worker that retries within milliseconds; the parts under test are given. */
export function buildWorker(
  database: DataSource,
  given: Partial<WorkerOptions> & Pick<WorkerOptions, 'route'>,
): Worker {
  return createWorker({
    database,
    cipher,
    log: pino({ level: 'silent' }),
    templateFor: async () => NOTE,
    senderFor: async () => null,
    publicUrl: () => 'https://gatepost.example.org',
    pollIntervalMs: 50,
    probes: { firstMs: 10, longestMs: 50 },
    backoff: { firstMs: 10, longestMs: 50, giveUpMs: 60_000, ambiguousAtMost: 3 },
    ...given,
  });
}

/** The route through plain servers on these ports. */
export function routeTo(...ports: number[]): MailRoute {
  return {
    servers: ports.map((port) => smtpServer({ id: randomUUID(), port, secure: false, timeout_ms: 5_000 })),
    sender: { name: 'API Cloud', address: 'cloud@example.org' },
  };
}

export function enqueueNote(database: DataSource, given: Partial<QueuedMail> = {}): Promise<Delivery> {
  const mail = { org_id: orgId, template: 'note', recipient: 'a@example.org', variables: { word: 'plover' } };
  return database.transaction((manager) => enqueue(manager, cipher, { ...mail, updated_by: null, ...given }));
}
