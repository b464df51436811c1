import { randomUUID } from 'node:crypto';
import { renderMail } from '../../api/mail/content/render.ts';
import { shippedTemplate } from '../../api/mail/content/templates/index.ts';

/** What both contestants send: an invitation, each with a link of its own. */
export const variablesOf = (id: string): Record<string, string> => ({
  link: `https://gatepost.example.com/manager/activate?activation=${id}${randomUUID()}`,
  valid_for: '2 days',
});

const invitation = shippedTemplate('invitation');

export const RECIPIENT = 'owner@acme.test';
export const SENDER = { name: 'API Cloud', address: 'api-cloud@example.com' };

/** Written out, as nodemailer wants it. */
export function writtenOut(id: string) {
  return {
    from: SENDER,
    to: RECIPIENT,
    messageId: `<${id}@gatepost.example.com>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
    ...renderMail(invitation, variablesOf(id)),
  };
}
