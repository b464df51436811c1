import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lists are sorted by title and by name too. An index holds the beginning of a title, which is too long for one. */
export class SortedLists1763823000000 implements MigrationInterface {
  readonly name = 'SortedLists1763823000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, parent] of LISTED) {
      await runner.query(`CREATE INDEX "${table}_${parent}_title_idx" ON "${table}" ("${parent}", ${TITLE}, "id")`);
    }
    for (const table of SERVICES) {
      await runner.query(`CREATE INDEX "${table}_title_idx" ON "${table}" (${TITLE}, "id")`);
      await runner.query(
        `CREATE INDEX "${table}_availability_zone_id_name_idx" ON "${table}" ("availability_zone_id", "name")`,
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of SERVICES) {
      await runner.query(`DROP INDEX "${table}_availability_zone_id_name_idx"`);
      await runner.query(`DROP INDEX "${table}_title_idx"`);
    }
    for (const [table, parent] of LISTED) await runner.query(`DROP INDEX "${table}_${parent}_title_idx"`);
  }
}

const TITLE = 'lower(left("title", 200))';

/** They are listed by zone and over all organizations. */
const SERVICES = ['analytics_service', 'gateway_service', 'portal_service'];

const OF_ORGANIZATIONS = [
  'availability_zone',
  'catalog',
  'email_server',
  'keystore',
  'member',
  'member_invitation',
  'org_invitation',
  'organization',
  'registration',
  'role',
  'tls_client_profile',
  'tls_server_profile',
  'truststore',
  'user_registry',
];

/** Each table with the parent that its rows are listed by. */
const LISTED: readonly (readonly [table: string, parent: string])[] = [
  ...OF_ORGANIZATIONS.map((table) => [table, 'org_id'] as const),
  ...SERVICES.map((table) => [table, 'availability_zone_id'] as const),
  ['api_key', 'user_id'],
  ['configured_gateway_service', 'catalog_id'],
  ['user', 'user_registry_id'],
];
