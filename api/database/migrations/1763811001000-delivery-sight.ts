import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Mail can be cancelled, and is found among a million by whatever it is filtered by, newest first. */
export class DeliverySight1763811001000 implements MigrationInterface {
  readonly name = 'DeliverySight1763811001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(allow(`'queued', 'sending', 'sent', 'failed', 'ambiguous', 'cancelled'`));
    await runner.query('DROP INDEX "delivery_waiting", "delivery_cause_id_created_at_idx"');
    for (const [name, rest] of INDEXES) await runner.query(`CREATE INDEX "${name}" ON "delivery" ${rest}`);
  }

  /** What was cancelled has failed, in the words of the release before. */
  async down(runner: QueryRunner): Promise<void> {
    for (const [name] of INDEXES) await runner.query(`DROP INDEX "${name}"`);
    await runner.query(`CREATE INDEX "delivery_waiting" ON "delivery" ("state", "created_at") WHERE state <> 'sent'`);
    await runner.query('CREATE INDEX "delivery_cause_id_created_at_idx" ON "delivery" ("cause_id", "created_at")');
    await runner.query(`UPDATE "delivery" SET "state" = 'failed' WHERE "state" = 'cancelled'`);
    await runner.query(allow(`'queued', 'sending', 'sent', 'failed', 'ambiguous'`));
  }
}

const allow = (states: string) => `
  ALTER TABLE "delivery" DROP CONSTRAINT "delivery_state",
                         ADD CONSTRAINT "delivery_state" CHECK (state IN (${states}))`;

const INDEXES = [
  ['delivery_state_created_at_id_idx', '("state", "created_at", "id")'],
  ['delivery_template_created_at_id_idx', '("template", "created_at", "id")'],
  ['delivery_recipient_idx', '(lower("recipient"), "created_at", "id")'],
  ['delivery_org_id_created_at_id_idx', '("org_id", "created_at", "id")'],
  [
    'delivery_mail_server_id_created_at_id_idx',
    '("mail_server_id", "created_at", "id") WHERE mail_server_id IS NOT NULL',
  ],
  ['delivery_cause_id_created_at_id_idx', '("cause_id", "created_at", "id")'],
  ['delivery_written', '("org_id") WHERE variables IS NOT NULL'],
] as const;
