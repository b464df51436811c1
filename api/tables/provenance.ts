import { EntitySchema } from 'typeorm';
import { type BaseRow, baseColumns, text, uuid } from '../database/columns.ts';
import { unique } from '../database/constraints.ts';

/** That an object is written by Terraform: by which version, and as whom it called last. */
export interface ProvenanceRow extends BaseRow {
  object_id: string;
  object_type: string;
  /** What the provider says of itself and of the engine. */
  user_agent: string;
  /** `user` or `registration`. */
  caller_kind: string;
  caller_name: string;
}

const TABLE = 'provenance';

export const provenanceTable = new EntitySchema<ProvenanceRow>({
  name: TABLE,
  columns: {
    ...baseColumns,
    object_id: uuid(),
    object_type: text(),
    user_agent: text(),
    caller_kind: text(),
    caller_name: text(),
  },
  uniques: [unique(TABLE, 'object_id')],
});
