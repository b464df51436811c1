import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sessions are listed newest first: their tokens are found by whose they are, in the order they were made. */
export class NewestTokens1763824000000 implements MigrationInterface {
  readonly name = 'NewestTokens1763824000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) {
      await runner.query(`CREATE INDEX "${table}_user_id_created_at_idx" ON "${table}" ("user_id", "created_at")`);
      await runner.query(`DROP INDEX "${table}_user_id_idx"`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) {
      await runner.query(`CREATE INDEX "${table}_user_id_idx" ON "${table}" ("user_id")`);
      await runner.query(`DROP INDEX "${table}_user_id_created_at_idx"`);
    }
  }
}

const TABLES = ['access_token', 'refresh_token'];
