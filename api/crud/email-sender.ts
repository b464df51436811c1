import { z } from 'zod';
import type { EmailSender } from '../tables/cloud-setting.ts';
import * as field from './field.ts';

/** As it is sent: merged by key. */
export const emailSenderField = z
  .strictObject({ custom: field.flag(), name: field.line(255).nullable(), address: field.email() })
  .partial();

export const emailSenderView = z.strictObject({
  custom: z.boolean(),
  name: z.string().nullable(),
  address: z.string(),
});

/** One's own sender after a change; null: the inherited one. */
export function changeOwnSender(
  own: EmailSender | null,
  inherited: EmailSender,
  sent: z.infer<typeof emailSenderField> | null,
): EmailSender | null {
  if (sent === null) return null;
  const sender = changeSender(own ?? inherited, inherited, sent);
  return sender.custom ? sender : null;
}

/**
 * The sender after a change. `custom` says whether it is one's own: a name or an address that differs makes it so, and
 * whoever had one of their own and says false gets the inherited one back.
 */
export function changeSender(
  current: EmailSender,
  inherited: Omit<EmailSender, 'custom'>,
  sent: z.infer<typeof emailSenderField>,
): EmailSender {
  const { name = current.name, address = current.address } = sent;
  if (sent.custom === false && current.custom) return { ...inherited, custom: false };
  const isOwn = sent.custom || current.custom || name !== current.name || address !== current.address;
  return isOwn ? { custom: true, name, address } : current;
}
