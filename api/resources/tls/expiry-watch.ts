import type { EntityManager } from 'typeorm';
import { cleanText } from '../../clean-text.ts';
import type { Context } from '../../context.ts';
import { durationInWords } from '../../mail/content/duration.ts';
import { certificateExpiresSoon } from '../../mail/content/templates/certificate-expires-soon.ts';
import { enqueue } from '../../mail/outbox/outbox.ts';
import { isStoreInUse, STORES, type StoreKind } from '../../tables/certificate.ts';
import { addMissingEnds } from './missing-ends.ts';
import { usersOfStore } from './store-usage.ts';

/** So many days before a certificate that is in use ends, administrators are told; each time once. */
const NOTICE_DAYS: readonly number[] = [30, 14, 7, 1];

/** So many ends are told of in one transaction. */
const BATCH = 100;
/** Nobody reads more than that; the rest is in the answer of the API. */
const MAX_USERS_NAMED = 5;
const MAX_ADMINISTRATORS = 100;
const DAY_S = 86_400;

type Watch = Pick<Context, 'cipher' | 'adminOrgId'> & { database: { manager: EntityManager } };

/** Tells administrators of certificates in use that end soon. Any number of processes may do it at once. */
export async function watchExpiry(watch: Watch): Promise<void> {
  const { manager } = watch.database;
  await manager.query('DELETE FROM certificate_notice WHERE ends_at < now()');
  for (const kind of STORES) {
    await addMissingEnds(manager, kind);
    while ((await manager.transaction((batch) => tellBatch(watch, batch, kind))) === BATCH);
  }
}

/** A certificate whose end comes closer than it was told of. */
interface End {
  store_id: string;
  org_id: string;
  store: string;
  subject: string;
  fingerprint: string;
  days: number;
  ends_at: string;
}

async function tellBatch(watch: Watch, manager: EntityManager, kind: StoreKind): Promise<number> {
  const ends = await claimEnds(manager, kind);
  const administrators = ends.length > 0 ? await administratorsOf(manager, watch.adminOrgId) : [];
  for (const end of ends) {
    const usedBy = cleanText(await usersInWords(manager, kind, end.store_id));
    for (const administrator of administrators) await tell(watch, manager, end, administrator, usedBy);
  }
  return ends.length;
}

/**
 * The ends that nobody told of yet, noted in the same statement: of two processes one gets each. Whoever was told of one
 * day is not told of seven afterwards.
 */
async function claimEnds(manager: EntityManager, kind: StoreKind): Promise<End[]> {
  return manager.query(
    `WITH ending AS (
       SELECT s.id AS store_id, s.org_id, s.name, c ->> 'subject' AS subject, c ->> 'fingerprint_sha256' AS fingerprint,
              (c ->> 'not_after')::timestamptz AS ends_at,
              (SELECT min(d) FROM unnest($1::int[]) d WHERE (c ->> 'not_after')::timestamptz <= now() + d * interval '1 day') AS days
         FROM ${kind} s CROSS JOIN jsonb_array_elements(s.certificate_views) c
        WHERE s.first_not_after <= now() + $2 * interval '1 day' AND s.last_not_after > now()
          AND (c ->> 'not_after')::timestamptz > now() AND ${isStoreInUse(kind, 's')}
     ), due AS (
       SELECT DISTINCT ON (store_id, fingerprint) * FROM ending e
        WHERE days IS NOT NULL AND NOT EXISTS (
          SELECT FROM certificate_notice n
           WHERE n.store_id = e.store_id AND n.fingerprint = e.fingerprint AND n.days <= e.days)
        ORDER BY store_id, fingerprint LIMIT $3
     ), noted AS (
       INSERT INTO certificate_notice (id, org_id, created_at, updated_at, store_id, fingerprint, days, ends_at)
       SELECT gen_random_uuid(), org_id, now(), now(), store_id, fingerprint, days, ends_at FROM due
       ON CONFLICT DO NOTHING RETURNING store_id, fingerprint
     )
     SELECT store_id, org_id, '${kind} "' || name || '"' AS store, subject, fingerprint, days,
            to_char(ends_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI "UTC"') AS ends_at
       FROM due JOIN noted USING (store_id, fingerprint)`,
    [NOTICE_DAYS, Math.max(...NOTICE_DAYS), BATCH],
  );
}

async function usersInWords(manager: EntityManager, kind: StoreKind, storeId: string): Promise<string> {
  const users = await usersOfStore({ manager }, `${kind}_id`, storeId, MAX_USERS_NAMED + 1);
  const named = users.slice(0, MAX_USERS_NAMED).join(', ');
  return users.length > MAX_USERS_NAMED ? `${named} …` : named;
}

interface Administrator {
  username: string;
  email: string;
  language: string | null;
}

/** Owner and administrators of the cloud who have an address. */
function administratorsOf(manager: EntityManager, adminOrgId: string): Promise<Administrator[]> {
  return manager.query(
    `SELECT u.username, u.email, u.language FROM member m JOIN "user" u ON u.id = m.user_id
      WHERE m.org_id = $1 AND u.state = 'enabled' AND u.email IS NOT NULL
        AND m.role_ids && ARRAY(SELECT id FROM role WHERE org_id = $1 AND name IN ('owner', 'administrator'))
      ORDER BY m.created_at LIMIT $2`,
    [adminOrgId, MAX_ADMINISTRATORS],
  );
}

async function tell(
  { cipher, adminOrgId }: Watch,
  manager: EntityManager,
  { store_id, store, subject, days, ends_at }: End,
  { username, email, language }: Administrator,
  used_by: string,
): Promise<void> {
  const remaining = durationInWords(days * DAY_S, language);
  await enqueue(manager, cipher, {
    org_id: adminOrgId,
    template: certificateExpiresSoon.name,
    recipient: email,
    variables: { username, subject: cleanText(subject), store: cleanText(store), used_by, ends_at, remaining },
    language,
    cause: { type: store.startsWith('keystore') ? 'keystore' : 'truststore', id: store_id },
    updated_by: null,
  });
}
