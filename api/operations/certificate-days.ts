import { Gauge, type Registry } from 'prom-client';
import type { DataSource } from 'typeorm';
import type { CertificateDays } from '../context.ts';
import { isStoreInUse, STORES, type StoreKind } from '../tables/certificate.ts';
import { soon } from './readiness.ts';

/** So many stores are looked at, those whose certificates end first, and so many shown, of either kind. */
const LOOKED_AT = 1000;
const SHOWN = 50;

const daysOf = (kind: StoreKind) => `(
  SELECT '${kind}' AS store_type, s.id AS store_id, (extract(epoch FROM s.first_not_after - now()) / 86400)::float8 AS days_left
    FROM (SELECT id, first_not_after FROM ${kind} WHERE first_not_after < 'infinity'
           ORDER BY first_not_after LIMIT ${LOOKED_AT}) s
   WHERE ${isStoreInUse(kind, 's')} ORDER BY s.first_not_after LIMIT ${SHOWN})`;

/** The stores in use whose certificates end first; null when the database does not answer in time. */
export function measureCertificates(watch: DataSource): Promise<CertificateDays[] | null> {
  return soon(watch.query(STORES.map(daysOf).join(' UNION ALL ')));
}

/** Shows how long the certificates in use last. */
export function certificateGauge(registers: Registry[]): (certificates: readonly CertificateDays[] | null) => void {
  const gauge = new Gauge({
    name: 'gatepost_certificate_days_left',
    help: `Days until the first certificate of a store that is in use ends, negative afterwards; of the ${SHOWN} keystores and truststores whose certificates end first.`,
    labelNames: ['store_type', 'store_id'],
    registers,
  });
  return (certificates) => {
    gauge.reset();
    for (const { store_type, store_id, days_left } of certificates ?? [])
      gauge.set({ store_type, store_id }, days_left);
  };
}
