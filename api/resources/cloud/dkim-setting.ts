import { isIP } from 'node:net';
import { z } from 'zod';
import type { Scope } from '../../context.ts';
import * as field from '../../crud/field.ts';
import { resolveReference } from '../../crud/reference.ts';
import { referenceUrl } from '../../crud/url.ts';
import { violation } from '../../errors.ts';
import { ifReadable } from '../../secrets/encryption.ts';
import type { CloudSettingRow } from '../../tables/cloud-setting.ts';
import { keystore, privateKeyOf } from '../tls/keystore.ts';
import { demandSigningKey } from '../tls/signing-key.ts';

/** A name within the domain, such as `gatepost` or `2026.mail` (RFC 6376, section 3.1). */
const SELECTOR = /^[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$/;

const shape = z.strictObject({
  domain: field
    .host()
    .refine((value) => isIP(value) === 0, 'must be a domain, not an address')
    .describe('Whose mail it is said to be.'),
  selector: z
    .string('must be a string')
    .max(63, 'must have at most 63 characters')
    .regex(SELECTOR, 'must consist of letters, digits, hyphens and dots')
    .describe('The public key stands in DNS at <selector>._domainkey.<domain>.'),
  keystore_url: field.reference().describe('The keystore of admin whose RSA key signs.'),
});

export const dkimField = field.own(
  shape.nullable().describe('By what every mail is signed (DKIM); null: mail is not signed.'),
);

export const dkimView = field.own(
  z.strictObject({ domain: z.string(), selector: z.string(), keystore_url: field.shown.url() }).nullable(),
);

type Dkim = Pick<CloudSettingRow, 'dkim_domain' | 'dkim_selector' | 'dkim_keystore_id'>;

/** @throws a violation when the keystore is none, or its key does not sign */
export async function readDkim(scope: Scope, sent: z.infer<typeof dkimField>): Promise<Dkim> {
  if (sent === null) return { dkim_domain: null, dkim_selector: null, dkim_keystore_id: null };
  const pointer = '/dkim/keystore_url';
  const row = await resolveReference(scope, pointer, sent.keystore_url, keystore, scope.adminOrgId);
  const privateKey = ifReadable(() => privateKeyOf(scope, row));
  if (!privateKey) throw violation(pointer, 'holds a key that can no longer be decrypted; store the keystore again');
  demandSigningKey(pointer, privateKey);
  return { dkim_domain: sent.domain, dkim_selector: sent.selector, dkim_keystore_id: row.id };
}

export function presentDkim(scope: Scope, row: CloudSettingRow): z.infer<typeof dkimView> {
  const { dkim_domain: domain, dkim_selector: selector, dkim_keystore_id: id } = row;
  const keystore_url = referenceUrl(scope, keystore, id, row.org_id);
  return domain === null || selector === null || keystore_url === null ? null : { domain, selector, keystore_url };
}
