import { BASE_LANGUAGE, type ShippedLanguage } from '../../../language.ts';
import { oncePer } from '../../../once-per.ts';
import { addressChanged } from './address-changed.ts';
import { announcement } from './announcement.ts';
import { certificateExpiresSoon } from './certificate-expires-soon.ts';
import { invitation } from './invitation.ts';
import { mailServerTestConnection } from './mail-server-test-connection.ts';
import type { MailTemplate, ShippedMail } from './mail-template.ts';
import { memberInvitation } from './member-invitation.ts';
import { organizationOwner } from './organization-owner.ts';
import { passwordChanged } from './password-changed.ts';
import { passwordReset } from './password-reset.ts';
import { portalReady } from './portal-ready.ts';

/** The mails that ship with Gatepost; an announcement has no text of its own. */
export const shippedMails: readonly ShippedMail[] = [
  mailServerTestConnection,
  invitation,
  organizationOwner,
  memberInvitation,
  passwordReset,
  passwordChanged,
  addressChanged,
  portalReady,
  certificateExpiresSoon,
];

/** The shipped text of a mail. @throws when there is no such mail. */
export function shippedTemplate(name: string, language: ShippedLanguage = BASE_LANGUAGE): MailTemplate {
  if (name === announcement.name) return announcement;
  const mail = shippedMail(name);
  return { name, variables: variablesOf(mail), ...mail.texts[language] };
}

/** The same in each language; their values cost a formatter of that language. */
const variablesOf = oncePer((mail: ShippedMail) => Object.keys(mail.samples(BASE_LANGUAGE)));

/** A value of each variable of a mail, as somebody would read it. */
export function sampleVariables(name: string, language: string): Readonly<Record<string, string>> {
  return shippedMail(name).samples(language);
}

function shippedMail(name: string): ShippedMail {
  const mail = shippedMails.find((each) => each.name === name);
  if (!mail) throw new Error(`There is no mail template "${name}".`);
  return mail;
}
