import { EntitySchema } from 'typeorm';
import { integer, moment, uuid } from '../database/columns.ts';

/** The one row of who keeps house. */
export interface HousekeepingRow {
  id: number;
  /** The process that does; the others see to it that its lease does not run out. */
  leader: string;
  lease_until: Date;
  /** When everything that was over had last been taken away; null: never. */
  swept_at: Date | null;
}

const TABLE = 'housekeeping';

export const housekeepingTable = new EntitySchema<HousekeepingRow>({
  name: TABLE,
  columns: {
    id: integer({ primary: true }),
    leader: uuid(),
    lease_until: moment(),
    swept_at: moment({ nullable: true }),
  },
  checks: [{ name: 'housekeeping_one', expression: 'id = 1' }],
});
