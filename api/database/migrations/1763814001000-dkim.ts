import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By what mail is signed: a domain, the name of its key in DNS, and the keystore that holds the private one. */
export class Dkim1763814001000 implements MigrationInterface {
  readonly name = 'Dkim1763814001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE "cloud_setting"
        ADD COLUMN "dkim_domain" text,
        ADD COLUMN "dkim_selector" text,
        ADD COLUMN "dkim_keystore_id" uuid,
        ADD CONSTRAINT "cloud_setting_dkim_keystore_id_fkey" FOREIGN KEY ("dkim_keystore_id") REFERENCES "keystore" ("id")`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE "cloud_setting" DROP COLUMN "dkim_domain", DROP COLUMN "dkim_selector", DROP COLUMN "dkim_keystore_id"`);
  }
}
