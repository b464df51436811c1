import { z } from 'zod';
import { CIPHERS } from '../../mail/tls/ciphers.ts';

/** What TLS profiles of both sides have in common. */

export const PROTOCOLS = ['tls_v1.0', 'tls_v1.1', 'tls_v1.2', 'tls_v1.3'] as const;
export const DEFAULT_PROTOCOLS = ['tls_v1.2', 'tls_v1.3'];
/** Forward secrecy and authenticated encryption only. */
export const DEFAULT_CIPHERS = CIPHERS.filter(
  (cipher) => /^TLS_(AES_(256|128)_GCM|CHACHA20)/.test(cipher) || /^ECDHE_.*_GCM_/.test(cipher),
);

export const tlsFields = {
  version: z
    .string('must be a string')
    .max(17)
    .regex(/^\d{1,5}\.\d{1,5}\.\d{1,5}$/, 'must be a version such as 1.0.0'),
  protocols: z
    .array(z.enum(PROTOCOLS, `must be one of ${PROTOCOLS.join(', ')}`))
    .min(1, 'must name at least one protocol')
    .max(16, 'must name at most 16 protocols'),
  ciphers: z
    .array(
      z
        .string()
        .max(64, 'is no known cipher')
        .refine((cipher) => CIPHERS.includes(cipher), 'is no known cipher'),
    )
    .min(1, 'must name at least one cipher')
    .max(128, 'must name at most 128 ciphers'),
};

/** Whether a profile has certificates of its own; whom it is merely shared with sees none of them. */
export const hasStore = (row: { keystore_id: string | null; truststore_id: string | null }): boolean =>
  row.keystore_id !== null || row.truststore_id !== null;
