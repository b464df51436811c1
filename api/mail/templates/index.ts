import { addressChanged } from './address-changed.ts';
import { announcement } from './announcement.ts';
import { invitation } from './invitation.ts';
import { mailServerTestConnection } from './mail-server-test-connection.ts';
import type { MailTemplate } from './mail-template.ts';
import { memberInvitation } from './member-invitation.ts';
import { organizationOwner } from './organization-owner.ts';
import { passwordChanged } from './password-changed.ts';
import { passwordReset } from './password-reset.ts';

/** The templates that ship with Gatepost; an announcement has no text of its own. */
export const templates: readonly MailTemplate[] = [
  mailServerTestConnection,
  invitation,
  organizationOwner,
  memberInvitation,
  passwordReset,
  passwordChanged,
  addressChanged,
];

/** The shipped template of a name. @throws when there is none. */
export function shippedTemplate(name: string): MailTemplate {
  const template = [...templates, announcement].find((each) => each.name === name);
  if (!template) throw new Error(`There is no mail template "${name}".`);
  return template;
}
