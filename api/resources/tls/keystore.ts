import { z } from 'zod';
import type { Scope } from '../../context.ts';
import { defineResource } from '../../crud/definition.ts';
import * as field from '../../crud/field.ts';
import { violation } from '../../errors.ts';
import { readCertificates, readKeystore } from '../../secrets/pem.ts';
import { type KeystoreRow, keystoreTable } from '../../tables/keystore.ts';
import { demandPem } from './pem-rule.ts';
import { usersOfStore } from './store-usage.ts';

const fields = {
  keystore: field.block(1_000_000).describe('The certificate with its chain and its private key, PEM, in one text.'),
  password: field.block(1024).describe('Opens an encrypted private key; it is not kept.'),
};

export const keystore = defineResource<KeystoreRow, typeof fields>({
  type: 'keystore',
  schema: 'Keystore',
  terraform: 'keystore',
  table: keystoreTable,
  paths: ['/orgs/{org}/keystores'],
  permissions: { read: ['org/settings:view'], write: ['org/settings:manage'] },
  fields,
  required: ['title', 'keystore'],
  secretFields: ['keystore'],
  ignored: ['certificates', 'private_key_fingerprint', 'tls_client_profile_urls'],
  assign(scope, { row, before, input }) {
    if (input.keystore === undefined) {
      if (input.password !== undefined) throw violation('/password', 'opens the keystore; send the keystore with it');
      return;
    }
    const sent = demandPem('/keystore', () => readKeystore(input.keystore ?? '', input.password));
    row.certificates = sent.certificates;
    const isSameKey = before !== null && privateKeyOf(scope, before) === sent.privateKey;
    if (!isSameKey) row.private_key = scope.cipher.encrypt(sent.privateKey, placeOf(row.id));
  },
  usedBy: (scope, row) => usersOfStore(scope, 'keystore_id', row.id),
  view: { certificates: field.shown.certificates(), private_key_fingerprint: z.string() },
  present: (row, { scope }) => ({
    certificates: readCertificates(row.certificates),
    private_key_fingerprint: scope.fingerprint(row.id, privateKeyOf(scope, row)),
  }),
});

/** The private key, PKCS#8 PEM. It leaves the API only towards a mail server's TLS handshake. */
export function privateKeyOf(scope: Pick<Scope, 'cipher'>, row: Readonly<KeystoreRow>): string {
  return scope.cipher.decrypt(row.private_key, placeOf(row.id));
}

const placeOf = (row: string) => ({ table: 'keystore', column: 'private_key', row });
