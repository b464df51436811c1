import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { run } from '../database/statement.ts';
import { type AuditEventRow, auditEventTable } from '../tables/audit-event.ts';

export type NewAuditEvent = Omit<AuditEventRow, 'id' | 'step'>;

/** However many events there are, they are one value of one statement. */
const COLUMNS = Object.keys(auditEventTable.options.columns).join(', ');
const ADD = `INSERT INTO audit_event (${COLUMNS}) SELECT ${COLUMNS} FROM jsonb_populate_recordset(NULL::audit_event, $1)`;

/** Adds what one request did, in the transaction of the manager. */
export async function addEvents(manager: EntityManager, events: readonly NewAuditEvent[]): Promise<void> {
  const rows = events.map((event, step) => ({ ...event, id: randomUUID(), step }));
  await run(manager, ADD, [JSON.stringify(rows)]);
}
