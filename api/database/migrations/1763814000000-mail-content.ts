import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Texts of mails by language and by catalog, what a mail needs to find its text, and the sender of a catalog. */
export class MailContent1763814000000 implements MigrationInterface {
  readonly name = 'MailContent1763814000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE "notification_template"
        ADD COLUMN "language" text NOT NULL DEFAULT 'en',
        ADD COLUMN "catalog_id" uuid,
        DROP CONSTRAINT "notification_template_org_id_scope_name_key",
        ADD CONSTRAINT "notification_template_catalog_id_fkey"
          FOREIGN KEY ("catalog_id") REFERENCES "catalog" ("id") ON DELETE CASCADE`);
    // An organization's own texts have no catalog, and there is one of each.
    await runner.query(`
      CREATE UNIQUE INDEX "notification_template_own_idx" ON "notification_template"
        ("org_id", coalesce("catalog_id", '00000000-0000-0000-0000-000000000000'), "scope", "name", "language")`);
    await runner.query('CREATE INDEX "notification_template_catalog_id_idx" ON "notification_template" ("catalog_id")');
    await runner.query(`
      ALTER TABLE "delivery"
        ADD COLUMN "language" text,
        ADD COLUMN "catalog_id" uuid,
        ADD CONSTRAINT "delivery_catalog_id_fkey"
          FOREIGN KEY ("catalog_id") REFERENCES "catalog" ("id") ON DELETE SET NULL`);
    await runner.query('CREATE INDEX "delivery_catalog_id_idx" ON "delivery" ("catalog_id")');
    await runner.query('ALTER TABLE "user" ADD COLUMN "language" text');
    await runner.query('ALTER TABLE "catalog_setting" ADD COLUMN "email_sender" jsonb');
    await runner.query(KEEP_SENDERS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE "catalog_setting" SET settings = settings || jsonb_build_object('email_sender', email_sender)
       WHERE email_sender IS NOT NULL`);
    await runner.query('ALTER TABLE "catalog_setting" DROP COLUMN "email_sender"');
    await runner.query('ALTER TABLE "user" DROP COLUMN "language"');
    await runner.query('ALTER TABLE "delivery" DROP COLUMN "language", DROP COLUMN "catalog_id"');
    await runner.query(`DELETE FROM "notification_template" WHERE "catalog_id" IS NOT NULL OR "language" <> 'en'`);
    await runner.query('DROP INDEX "notification_template_own_idx"');
    await runner.query(`
      ALTER TABLE "notification_template"
        DROP COLUMN "language",
        DROP COLUMN "catalog_id",
        ADD CONSTRAINT "notification_template_org_id_scope_name_key" UNIQUE ("org_id", "scope", "name")`);
  }
}

/** Until now a catalog kept the sender it was sent, and nothing came of it; one that cannot be one is given up. */
const KEEP_SENDERS = `
  UPDATE "catalog_setting" SET settings = settings - 'email_sender',
         email_sender = CASE WHEN settings #>> '{email_sender,address}' ~ '^[^\\s@<>,;:"()\\\\[\\]]+@[^\\s@<>,;:"()\\\\[\\]]+$'
           THEN jsonb_build_object('custom', true, 'name', settings #> '{email_sender,name}',
                                   'address', settings #>> '{email_sender,address}') END
   WHERE settings ? 'email_sender'`;
