import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether TLS comes first or with STARTTLS, on whatever port; null: as the port says. */
export class TlsMode1763807001000 implements MigrationInterface {
  readonly name = 'TlsMode1763807001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "email_server" ADD COLUMN "tls_mode" text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "email_server" DROP COLUMN "tls_mode"');
  }
}
