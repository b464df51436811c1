import { EntitySchema } from 'typeorm';
import { type BaseRow, baseColumns, integer, secret, text } from '../database/columns.ts';
import { index } from '../database/constraints.ts';

/** The answer to a POST that carried an Idempotency-Key, written in the same transaction as what the POST made. */
export interface IdempotentRequestRow extends BaseRow {
  caller: string;
  key: string;
  request_hash: string;
  status: number;
  answer: Buffer;
}

export const idempotentRequestTable = new EntitySchema<IdempotentRequestRow>({
  name: 'idempotent_request',
  columns: { ...baseColumns, caller: text(), key: text(), request_hash: text(), status: integer(), answer: secret() },
  indices: [index('idempotent_request', 'created_at')],
  uniques: [{ name: 'idempotent_request_key', columns: ['caller', 'key'] }],
});
