import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The name that is said to an email server in EHLO; null: that of the cloud. */
export class HeloName1763807000000 implements MigrationInterface {
  readonly name = 'HeloName1763807000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "email_server" ADD COLUMN "helo_name" text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "email_server" DROP COLUMN "helo_name"');
  }
}
