import { EntitySchema } from 'typeorm';
import { index } from '../database/constraints.ts';

export interface CountRow {
  key: string;
  points: number;
  /** Milliseconds since 1970. */
  expire: string;
}

const TABLE = 'rate_limit';

/** The counts, in the form the library wants; in the database, since several processes share them. */
export const rateLimitTable = new EntitySchema<CountRow>({
  name: TABLE,
  columns: {
    key: { type: 'varchar', length: 255, primary: true },
    points: { type: 'int', default: 0 },
    expire: { type: 'bigint', nullable: true },
  },
  indices: [index(TABLE, 'expire')],
});
