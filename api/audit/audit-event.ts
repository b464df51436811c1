import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { run, type Sent, sendAhead } from '../database/statement.ts';
import { type AuditEventRow, auditEventTable } from '../tables/audit-event.ts';

export type NewAuditEvent = Omit<AuditEventRow, 'id' | 'step' | 'created_at'>;

const GIVEN = Object.keys(auditEventTable.options.columns)
  .filter((column) => column !== 'created_at')
  .join(', ');

/**
 * However many events there are, they are one value of one statement. The database says when they were: its clock also
 * makes the months that there are partitions for.
 */
const ADD = `
  INSERT INTO audit_event (created_at, ${GIVEN})
  SELECT now(), ${GIVEN} FROM jsonb_populate_recordset(NULL::audit_event, $1)`;

/** Adds what one request did, in the transaction of the manager. */
export async function addEvents(manager: EntityManager, events: readonly NewAuditEvent[]): Promise<void> {
  await run(manager, ADD, [rowsOf(events)]);
}

/** The same as the last thing of a transaction, whose COMMIT need not wait for it. */
export function sendEvents(manager: EntityManager, events: readonly NewAuditEvent[]): Promise<Sent> {
  return sendAhead(manager, ADD, [rowsOf(events)]);
}

const rowsOf = (events: readonly NewAuditEvent[]): string =>
  JSON.stringify(events.map((event, step) => ({ ...event, id: randomUUID(), step })));
