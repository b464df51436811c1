import { z } from 'zod';
import type { Scope } from '../../context.ts';
import { type Change, type Definition, defineResource, type Input } from '../../crud/definition.ts';
import * as field from '../../crud/field.ts';
import { lockSettingsFirst, renewMailRoute } from '../../crud/mail-route.ts';
import { tryParse } from '../../crud/parse.ts';
import { isWanted } from '../../crud/view.ts';
import { violation } from '../../errors.ts';
import { ifReadable } from '../../secrets/encryption.ts';
import { type Keystore, MAX_PEM_LENGTH, PemError, readCertificates, readKeystore } from '../../secrets/pem.ts';
import { type KeystoreRow, keystoreTable } from '../../tables/keystore.ts';
import { demandPem } from './pem-rule.ts';
import { usersOfStore } from './store-usage.ts';

const fields = {
  keystore: field
    .block(MAX_PEM_LENGTH)
    .describe('The certificate with its chain and its private key, PEM, in one text.'),
  password: field.block(1024).nullable().describe('Opens an encrypted private key; it is not kept.'),
};

/** What was sent, or what is wrong with it; undefined: no keystore was sent. */
type Opened = Keystore | PemError | undefined;

export const keystore: Definition<KeystoreRow, typeof fields, Opened> = defineResource({
  type: 'keystore',
  schema: 'Keystore',
  terraform: 'keystore',
  table: keystoreTable,
  paths: ['/orgs/{org}/keystores'],
  permissions: { read: ['org/settings:view'], write: ['org/settings:manage'] },
  fields,
  required: ['title', 'keystore'],
  secretFields: ['keystore'],
  ignored: ['certificates', 'private_key_fingerprint', 'unreadable', 'tls_client_profile_urls'],
  derivedColumns: ['certificate_views', 'private_key_fingerprint'],
  prepare: async (_scope, call) => openKeystore(call.body),
  assign(scope, change) {
    const { input } = change;
    if (input.keystore !== undefined) assignContent(scope, change, input.keystore);
    else if (typeof input.password === 'string')
      throw violation('/password', 'opens the keystore; send the keystore with it');
  },
  lockFirst: lockSettingsFirst,
  after: (scope, change) => renewMailRoute(scope, change),
  usedBy: (scope, row) => usersOfStore(scope, 'keystore_id', row.id),
  view: {
    certificates: field.shown.certificates(),
    private_key_fingerprint: field.own(z.string().nullable()),
    unreadable: field.shown.unreadable(),
  },
  present: (row, { scope, fields: asked }) => ({
    ...(isWanted(asked, 'certificates') && {
      certificates: row.certificate_views ?? readCertificates(row.certificates),
    }),
    ...(isWanted(asked, 'private_key_fingerprint') && {
      private_key_fingerprint: privateKeyFingerprint(scope, row),
    }),
    ...(isWanted(asked, 'unreadable') && { unreadable: !scope.cipher.opens(row.private_key, placeOf(row.id)) }),
  }),
});

type KeystoreChange = Change<KeystoreRow, Input<typeof fields>, Opened>;

const sentFields = z.object(fields).partial();

/** Opens what was sent before the transaction: the key of an encrypted one is derived slowly. What is wrong is told later. */
function openKeystore(body: unknown): Opened {
  const sent = tryParse(sentFields, body);
  if (!sent.success || sent.data.keystore === undefined) return undefined;
  try {
    return readKeystore(sent.data.keystore, sent.data.password ?? null);
  } catch (error) {
    if (error instanceof PemError) return error;
    throw error;
  }
}

/** The same key again keeps its ciphertext, so that nothing counts as changed. */
function assignContent(scope: Scope, { row, before, input, prepared }: KeystoreChange, sent: string): void {
  const content = demandPem('/keystore', () => {
    if (prepared instanceof PemError) throw prepared;
    return prepared ?? readKeystore(sent, input.password ?? null);
  });
  row.certificates = content.certificates;
  row.certificate_views = readCertificates(content.certificates);
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
