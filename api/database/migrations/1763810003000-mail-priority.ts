import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people wait for leaves before what can wait, and organizations take turns. */
export class MailPriority1763810003000 implements MigrationInterface {
  readonly name = 'MailPriority1763810003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "delivery" ADD COLUMN "priority" integer NOT NULL DEFAULT 2');
    await runner.query(`
      UPDATE "delivery" SET "priority" = CASE
               WHEN "template" IN ('password-reset', 'password-changed', 'address-changed') THEN 0 ELSE 1 END
       WHERE "state" = 'queued' AND "template" IN ('password-reset', 'password-changed', 'address-changed', 'invitation',
             'member-invitation', 'organization-owner')`);
    await runner.query(
      `CREATE INDEX "delivery_turn" ON "delivery" ("priority", "org_id", "next_attempt_at") WHERE state = 'queued'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "delivery_turn"');
    await runner.query('ALTER TABLE "delivery" DROP COLUMN "priority"');
  }
}
