import { z } from 'zod';
import type { Scope } from '../../context.ts';
import { type Change, type Definition, defineResource, type Input } from '../../crud/definition.ts';
import * as field from '../../crud/field.ts';
import { lockSettingsFirst, renewMailRoute } from '../../crud/mail-route.ts';
import { tryParse } from '../../crud/parse.ts';
import { isWanted } from '../../crud/view.ts';
import { violation } from '../../errors.ts';
import { ifReadable } from '../../secrets/encryption.ts';
import { type Keystore, MAX_PEM_LENGTH, readCertificates } from '../../secrets/pem.ts';
import { type Opened, opened, openKeystore } from '../../secrets/store-content.ts';
import { endsOf, storesThatExpire } from '../../tables/certificate.ts';
import { type KeystoreRow, keystoreTable } from '../../tables/keystore.ts';
import { demandOpened } from './pem-rule.ts';
import { demandSigningKey } from './signing-key.ts';
import { signsMail, usersOfStore } from './store-usage.ts';

const fields = {
  keystore: field
    .block(MAX_PEM_LENGTH)
    .describe(
      'The certificate with its chain and its private key in one text: PEM, or PKCS#12 in base64, of which PEM is made.',
    ),
  password: field.block(1024).nullable().describe('Opens an encrypted private key or PKCS#12; it is not kept.'),
};

export const keystore: Definition<KeystoreRow, typeof fields, Opened<Keystore>> = defineResource({
  type: 'keystore',
  schema: 'Keystore',
  terraform: 'keystore',
  table: keystoreTable,
  paths: ['/orgs/{org}/keystores'],
  permissions: { read: ['org/settings:view'], write: ['org/settings:manage'] },
  fields,
  required: ['title', 'keystore'],
  secretFields: ['keystore'],
  ignored: ['certificates', 'private_key_fingerprint', 'unreadable', 'expires_soon', 'tls_client_profile_urls'],
  derivedColumns: ['certificate_views', 'first_not_after', 'last_not_after', 'private_key_fingerprint'],
  prepare: (_scope, call) => openSent(call.body),
  assign(scope, change) {
    const { input } = change;
    if (input.keystore !== undefined) assignContent(scope, change);
    else if (typeof input.password === 'string')
      throw violation('/password', 'opens the keystore; send the keystore with it');
  },
  async check(scope, { row, before }) {
    if (!before || row.private_key.equals(before.private_key)) return;
    if (await signsMail(scope, row.id)) demandSigningKey('/keystore', privateKeyOf(scope, row));
  },
  lockFirst: lockSettingsFirst,
  after: (scope, change) => renewMailRoute(scope, change),
  usedBy: (scope, row) => usersOfStore(scope, 'keystore_id', row.id),
  relate: async ({ manager }, rows) => ({ expiring: await storesThatExpire(manager, 'keystore', rows) }),
  view: {
    certificates: field.shown.certificates(),
    private_key_fingerprint: field.own(z.string().nullable()),
    expires_soon: field.shown.expiresSoon(),
    unreadable: field.shown.unreadable(),
  },
  present: (row, { scope, related, fields: asked }) => ({
    ...(isWanted(asked, 'certificates') && {
      certificates: row.certificate_views ?? readCertificates(row.certificates),
    }),
    ...(isWanted(asked, 'private_key_fingerprint') && {
      private_key_fingerprint: privateKeyFingerprint(scope, row),
    }),
    expires_soon: related.expiring?.has(row.id) ?? false,
    ...(isWanted(asked, 'unreadable') && { unreadable: !scope.cipher.opens(row.private_key, placeOf(row.id)) }),
  }),
});

type KeystoreChange = Change<KeystoreRow, Input<typeof fields>, Opened<Keystore>>;

const sentFields = z.object(fields).partial();

/** Opens what was sent before the transaction: a password takes long to be tried. */
async function openSent(body: unknown): Promise<Opened<Keystore>> {
  const sent = tryParse(sentFields, body);
  if (!sent.success || sent.data.keystore === undefined) return undefined;
  return opened(openKeystore(sent.data.keystore, sent.data.password ?? null));
}

/** The same key again keeps its ciphertext, so that nothing counts as changed. */
function assignContent(scope: Scope, { row, before, prepared }: KeystoreChange): void {
  const content = demandOpened('/keystore', prepared);
  row.certificates = content.certificates;
  row.certificate_views = readCertificates(content.certificates);
  Object.assign(row, endsOf(row.certificate_views));
  row.private_key_fingerprint = scope.fingerprint(row.id, content.privateKey);
  const isSameKey = before !== null && ifReadable(() => privateKeyOf(scope, before)) === content.privateKey;
  if (!isSameKey) row.private_key = scope.cipher.encrypt(content.privateKey, placeOf(row.id));
}

/** The private key, PKCS#8 PEM. It leaves the API only towards a mail server's TLS handshake. */
export function privateKeyOf(scope: Pick<Scope, 'cipher'>, row: Readonly<KeystoreRow>): string {
  return scope.cipher.decrypt(row.private_key, placeOf(row.id));
}

/** Tells keys apart without telling them; one that nobody can read is like none. */
function privateKeyFingerprint(scope: Scope, row: Readonly<KeystoreRow>): string | null {
  if (!scope.cipher.opens(row.private_key, placeOf(row.id))) return null;
  return row.private_key_fingerprint ?? scope.fingerprint(row.id, privateKeyOf(scope, row));
}

const placeOf = (row: string) => ({ table: 'keystore', column: 'private_key', row });
