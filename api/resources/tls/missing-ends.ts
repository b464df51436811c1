import type { EntityManager } from 'typeorm';
import { PemError, readCertificates } from '../../secrets/pem.ts';
import { type CertificateView, endsOf, type StoreKind } from '../../tables/certificate.ts';

const BATCH = 100;

const PEM_COLUMN = { keystore: 'certificates', truststore: 'truststore' } as const;

interface Unread {
  id: string;
  pem: string;
}

/** Stores that an older version wrote do not say when their certificates end; they are read once. */
export async function addMissingEnds(manager: EntityManager, kind: StoreKind): Promise<void> {
  for (;;) {
    const rows: Unread[] = await manager.query(
      `SELECT id, ${PEM_COLUMN[kind]} AS pem FROM ${kind} WHERE first_not_after IS NULL LIMIT $1`,
      [BATCH],
    );
    for (const row of rows) await addEnds(manager, kind, row);
    if (rows.length < BATCH) return;
  }
}

/** The version does not grow: nobody changed anything. What cannot be read never ends, or it would be read again and again. */
async function addEnds(manager: EntityManager, kind: StoreKind, { id, pem }: Unread): Promise<void> {
  const views = viewsOf(pem);
  const { first_not_after, last_not_after } = endsOf(views);
  await manager.query(
    `UPDATE ${kind} SET certificate_views = $2::jsonb, first_not_after = coalesce($3::timestamptz, 'infinity'),
            last_not_after = coalesce($4::timestamptz, 'infinity')
      WHERE id = $1 AND first_not_after IS NULL`,
    [id, JSON.stringify(views), first_not_after, last_not_after],
  );
}

function viewsOf(pem: string): CertificateView[] {
  try {
    return readCertificates(pem);
  } catch (error) {
    if (error instanceof PemError) return [];
    throw error;
  }
}
