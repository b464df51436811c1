import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which email servers are sick is known to every process, so that no mail waits for what another one has found out. */
export class MailServerBreakers1763810002000 implements MigrationInterface {
  readonly name = 'MailServerBreakers1763810002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "mail_server_breaker" (
        "mail_server_id" uuid NOT NULL,
        "state" text NOT NULL,
        "since" timestamp(3) with time zone NOT NULL,
        "reason" text NOT NULL,
        "probe_ms" integer NOT NULL,
        "next_probe_at" timestamp(3) with time zone NOT NULL,
        "probing_by" text,
        "probing_until" timestamp(3) with time zone,
        CONSTRAINT "mail_server_breaker_state" CHECK (state IN ('open', 'half-open', 'closed')),
        CONSTRAINT "mail_server_breaker_pkey" PRIMARY KEY ("mail_server_id"))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "mail_server_breaker"');
  }
}
