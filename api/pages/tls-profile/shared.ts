import { CIPHERS } from '../../mail/tls/ciphers.ts';
import { DEFAULT_CIPHERS, DEFAULT_PROTOCOLS, PROTOCOLS } from '../../resources/tls/tls-protocol.ts';
import type { Choices } from '../frame/choice.ts';
import type { Field } from '../frame/form.ts';
import type { Visit } from '../frame/page.ts';
import type { Fact, View } from '../object/kind.ts';
import { nameOf, optionsFrom } from '../object/named.ts';

/** What TLS profiles of both sides have in common. */

export const CHOICES: readonly Choices[] = [
  { name: 'protocols', label: 'tls.protocols', options: optionsOf(PROTOCOLS) },
  { name: 'ciphers', label: 'tls.ciphers', hint: 'tls.ciphersHint', options: optionsOf(CIPHERS) },
];

function optionsOf(values: readonly string[]) {
  return values.map((value) => ({ value, label: value.replace(/^tls_v/, 'TLS ') }));
}

export const HEAD: readonly Field[] = [
  { name: 'title', label: 'object.title', required: true },
  { name: 'summary', label: 'object.summary', empty: 'null' },
];

/** What the API takes where nothing is said: what is safe. */
export const STARTING: View = {
  version: '1.0.0',
  protocols: DEFAULT_PROTOCOLS,
  ciphers: DEFAULT_CIPHERS,
  visibility: { type: 'private' },
};

/** The stores to choose from, and none. */
export async function storeFields(visit: Visit): Promise<Field[]> {
  const [keystores, truststores] = await Promise.all([
    optionsFrom(visit, '/orgs/admin/keystores'),
    optionsFrom(visit, '/orgs/admin/truststores'),
  ]);
  return [
    { name: 'keystore_url', label: 'tls.keystoreOf', kind: 'select', empty: 'null', options: keystores },
    { name: 'truststore_url', label: 'tls.truststoreOf', kind: 'select', empty: 'null', options: truststores },
  ];
}

/** The stores of a profile, each a way to its page. */
export async function storeFacts(visit: Visit, view: View): Promise<Fact[]> {
  const [keystore, truststore] = await Promise.all([
    nameOf(visit, view.keystore_url, '/cloud/keystores'),
    nameOf(visit, view.truststore_url, '/cloud/truststores'),
  ]);
  return [
    { label: visit.t('tls.keystoreOf'), ...keystore },
    { label: visit.t('tls.truststoreOf'), ...truststore },
  ];
}

export const protocolsCell = ({ protocols }: View) => ({
  text: protocols.map((each: string) => each.replace(/^tls_v/, '')).join(', '),
});

export const versionCell = ({ version }: View) => ({ text: version });

/** `expires_soon` as a badge. */
export function expiryCell({ expires_soon: isSoon, keystore_url: own, truststore_url: trusted }: View, { t }: Visit) {
  if (!own && !trusted) return {};
  return isSoon ? { badge: { tone: 'warn' as const, label: t('tls.expiresSoon') } } : { text: t('tls.fine') };
}
