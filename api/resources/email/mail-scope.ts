import { certificateExpiresSoon } from '../../mail/content/templates/certificate-expires-soon.ts';
import { portalReady } from '../../mail/content/templates/portal-ready.ts';

const PEOPLE = ['member-invitation', 'password-reset', 'password-changed'];
const ACCOUNTS = [...PEOPLE, 'address-changed'];

/** Which mails each scope has texts for. */
const MAILS: Readonly<Record<string, readonly string[]>> = {
  cloud: [
    'mail-server-test-connection',
    'invitation',
    'organization-owner',
    ...ACCOUNTS,
    portalReady.name,
    certificateExpiresSoon.name,
  ],
  admin: [...ACCOUNTS, certificateExpiresSoon.name],
  provider: [...ACCOUNTS, portalReady.name],
  catalog: ['invitation', ...PEOPLE, portalReady.name],
  space: ['member-invitation'],
  consumer: ['invitation', ...PEOPLE],
};

/** Where a text is looked for, upwards: a scope's own text wins over those before it. */
const REACH: Readonly<Record<string, readonly string[]>> = {
  cloud: ['cloud'],
  admin: ['cloud', 'admin'],
  provider: ['cloud', 'provider'],
  catalog: ['cloud', 'provider', 'catalog'],
  space: ['cloud', 'provider', 'catalog', 'space'],
  consumer: ['cloud', 'provider', 'catalog', 'consumer'],
};

export const TEMPLATE_SCOPES: readonly string[] = Object.keys(MAILS);

export const mailsOf = (scope: string): readonly string[] => MAILS[scope] ?? [];

/** The scopes that a text stands over, from the top, and its own. */
export const reachOf = (scope: string): readonly string[] => REACH[scope] ?? [];

/** Whether Gatepost sends such a mail. Spaces, consumers, and people of catalogs are kept for those who have them. */
export function isSent(scope: string, mail: string): boolean {
  return ['cloud', 'admin', 'provider'].includes(scope) || (scope === 'catalog' && mail === portalReady.name);
}
