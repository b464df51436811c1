import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Connections to an email server are counted in the whole cloud, whichever process has them. */
export class MailServerSlots1763810001000 implements MigrationInterface {
  readonly name = 'MailServerSlots1763810001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "email_server" ADD COLUMN "max_connections" integer NOT NULL DEFAULT 5');
    await runner.query(`
      CREATE TABLE "mail_server_slot" (
        "mail_server_id" uuid NOT NULL,
        "slot" integer NOT NULL,
        "holder" text NOT NULL,
        "lease_until" timestamp(3) with time zone NOT NULL,
        CONSTRAINT "mail_server_slot_pkey" PRIMARY KEY ("mail_server_id", "slot"))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "mail_server_slot"');
    await runner.query('ALTER TABLE "email_server" DROP COLUMN "max_connections"');
  }
}
