import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { type AuditEventRow, auditEventTable } from '../tables/audit-event.ts';

export type NewAuditEvent = Omit<AuditEventRow, 'id' | 'step'>;

/** Adds what one request did, in the transaction of the manager. */
export async function addEvents(manager: EntityManager, events: readonly NewAuditEvent[]): Promise<void> {
  const rows = events.map((event, step) => ({ ...event, id: randomUUID(), step }));
  await manager.getRepository(auditEventTable).insert(rows);
}
