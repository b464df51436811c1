import { DefaultNamingStrategy, Table } from 'typeorm';

/** Primary keys get the name PostgreSQL itself would give them, rather than a hash. */
export class NamingStrategy extends DefaultNamingStrategy {
  override primaryKeyName(tableOrName: Table | string): string {
    return `${tableOrName instanceof Table ? tableOrName.name : tableOrName}_pkey`;
  }
}
