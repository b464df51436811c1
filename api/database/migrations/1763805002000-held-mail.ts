import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Since when mail is held back on purpose, after the database was set back. */
export class HeldMail1763805002000 implements MigrationInterface {
  readonly name = 'HeldMail1763805002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "cloud_setting" ADD COLUMN "mail_held_since" timestamptz(3)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "cloud_setting" DROP COLUMN "mail_held_since"');
  }
}
