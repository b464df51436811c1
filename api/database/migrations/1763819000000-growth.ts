import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who keeps house, the hard end of every link, and what finds the payloads whose time is over. */
export class Growth1763819000000 implements MigrationInterface {
  readonly name = 'Growth1763819000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "housekeeping" (
        "id" integer NOT NULL,
        "leader" uuid NOT NULL,
        "lease_until" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
        "swept_at" TIMESTAMP(3) WITH TIME ZONE,
        CONSTRAINT "housekeeping_pkey" PRIMARY KEY ("id"),
        CONSTRAINT "housekeeping_one" CHECK (id = 1)
      )`);
    await runner.query('ALTER TABLE "one_time_token" ADD COLUMN "ends_at" TIMESTAMP(3) WITH TIME ZONE');
    // As long as the longest life that can be set, and the time for which a mail may wait.
    await runner.query(`UPDATE "one_time_token" SET "ends_at" = coalesce("expires_at", now() + interval '455 days')`);
    await runner.query('ALTER TABLE "one_time_token" ALTER COLUMN "ends_at" SET NOT NULL');
    await runner.query('CREATE INDEX "one_time_token_ends_at_idx" ON "one_time_token" ("ends_at")');
    await runner.query(`
      CREATE INDEX "delivery_payload" ON "delivery" ("updated_at")
       WHERE state IN ('failed', 'ambiguous') AND variables IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "delivery_payload"');
    await runner.query('ALTER TABLE "one_time_token" DROP COLUMN "ends_at"');
    await runner.query('DROP TABLE "housekeeping"');
  }
}
