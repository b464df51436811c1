import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What TLS an attempt saw; null: it did not get that far, or was made by an older release. */
export class AttemptTls1763811000000 implements MigrationInterface {
  readonly name = 'AttemptTls1763811000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "delivery_attempt" ADD COLUMN "tls" text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "delivery_attempt" DROP COLUMN "tls"');
  }
}
