import { EntitySchema } from 'typeorm';
import { integer, moment, text, texts, uuid } from '../database/columns.ts';
import { index } from '../database/constraints.ts';

/**
 * Who did what to which object, a partition a month. Rows are only ever added: a trigger of the database refuses
 * everything else, and whole months alone are taken away.
 */
export interface AuditEventRow {
  id: string;
  /** The organization of the object, or of the path. */
  org_id: string;
  created_at: Date;
  /** The place among the events of one request. */
  step: number;
  caller_kind: string;
  caller_id: string | null;
  caller_name: string;
  /** From where the request came, as far as trusted proxies tell. */
  address: string | null;
  /** The sign-in that the caller's token came from, or that a refresh token would have renewed. */
  session_id: string | null;
  request_id: string | null;
  /** Method and route, with its placeholders. */
  request: string;
  /** `create`, `update`, `delete`, `read`, `sign-in`, or the last word of the path. */
  action: string;
  object_type: string | null;
  object_id: string | null;
  object_name: string | null;
  /** Names only: a value may be a secret. */
  changed_fields: string[];
  outcome: 'success' | 'refused';
  status: number | null;
  /** Of a refusal. */
  code: string | null;
}

const TABLE = 'audit_event';

export const auditEventTable = new EntitySchema<AuditEventRow>({
  name: TABLE,
  columns: {
    id: uuid({ primary: true }),
    org_id: uuid(),
    // Its month leads to the partition.
    created_at: moment({ primary: true }),
    step: integer(),
    caller_kind: text(),
    caller_id: uuid({ nullable: true }),
    caller_name: text(),
    address: text({ nullable: true }),
    session_id: uuid({ nullable: true }),
    request_id: text({ nullable: true }),
    request: text(),
    action: text(),
    object_type: text({ nullable: true }),
    object_id: uuid({ nullable: true }),
    object_name: text({ nullable: true }),
    changed_fields: texts(),
    outcome: text(),
    status: integer({ nullable: true }),
    code: text({ nullable: true }),
  },
  indices: [
    // What the audit can be asked for, newest first.
    index(TABLE, 'caller_name', 'created_at'),
    index(TABLE, 'object_type', 'created_at'),
    index(TABLE, 'action', 'created_at'),
    index(TABLE, 'outcome', 'created_at'),
    index(TABLE, 'request_id'),

    { name: 'audit_event_created_at_idx', columns: ['created_at', 'step', 'id'] },
    { name: 'audit_event_object_id_idx', columns: ['object_id', 'created_at'] },
    { name: 'audit_event_caller_id_idx', columns: ['caller_id', 'created_at'] },
  ],
});
