import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What views show of secrets and certificates is kept when these are written, rather than made at every read. */
export class DerivedColumns1763800700000 implements MigrationInterface {
  readonly name = 'DerivedColumns1763800700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "email_server" ADD COLUMN "password_fingerprint" text');
    await runner.query(
      'ALTER TABLE "keystore" ADD COLUMN "certificate_views" jsonb, ADD COLUMN "private_key_fingerprint" text',
    );
    await runner.query('ALTER TABLE "truststore" ADD COLUMN "certificate_views" jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "truststore" DROP COLUMN "certificate_views"');
    await runner.query('ALTER TABLE "keystore" DROP COLUMN "certificate_views", DROP COLUMN "private_key_fingerprint"');
    await runner.query('ALTER TABLE "email_server" DROP COLUMN "password_fingerprint"');
  }
}
