import { z } from 'zod';
import type { Scope } from '../../context.ts';
import { shown } from '../../crud/field.ts';
import { referenceUrl } from '../../crud/url.ts';
import { OUTCOMES } from '../../mail/smtp/send-result.ts';
import { type DeliveryAttempt, deliveryAttemptTable } from '../../tables/delivery.ts';
import { emailServer } from './email-server.ts';

export const attemptView = z
  .strictObject({
    mail_server_url: z.url().nullable().describe('Null: the mail could not even be written.'),
    started_at: shown.moment(),
    finished_at: shown.moment(),
    outcome: z.enum(OUTCOMES),
    stage: z.string().describe('How far it got: render, dns, tcp, greeting, tls, auth, mail, rcpt or data.'),
    response: z.string().describe('The words of the server, or ours where it said nothing.'),
    tls: z.string().nullable().describe('Protocol, cipher and certificate; null: it did not get that far.'),
  })
  .meta({ id: 'DeliveryAttempt' });

/** So many are shown, the last ones: more than the days of patience that a mail has. */
const SHOWN = 1_000;

/** How each attempt to hand a mail over ended, oldest first; an attempt on several servers shows each of them. */
export async function attemptsOf(scope: Scope, deliveryId: string): Promise<z.infer<typeof attemptView>[]> {
  const rows = await scope.manager.getRepository(deliveryAttemptTable).find({
    where: { delivery_id: deliveryId },
    order: { started_at: 'DESC', id: 'DESC' },
    take: SHOWN,
  });
  return rows.reverse().map((row) => presentAttempt(scope, row));
}

function presentAttempt(scope: Scope, row: DeliveryAttempt): z.infer<typeof attemptView> {
  return {
    mail_server_url: referenceUrl(scope, emailServer, row.mail_server_id, scope.adminOrgId),
    started_at: row.started_at.toISOString(),
    finished_at: row.finished_at.toISOString(),
    outcome: row.outcome as (typeof OUTCOMES)[number],
    stage: row.stage,
    response: row.response,
    tls: row.tls,
  };
}
