import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Fields that clients of API Connect send of registries, settings and roles. */
export class FurtherFields1763804000001 implements MigrationInterface {
  readonly name = 'FurtherFields1763804000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE "user_registry"
        ADD COLUMN "email_unique_if_exist" boolean NOT NULL DEFAULT false,
        ADD COLUMN "visibility" jsonb NOT NULL DEFAULT '{"type": "private"}'
    `);
    await runner.query(`
      CREATE INDEX "user_registry_visibility_org_ids_idx" ON "user_registry"
        USING gin ((visibility -> 'org_ids') jsonb_path_ops)
    `);
    await runner.query(`
      ALTER TABLE "cloud_setting"
        ADD COLUMN "refresh_expires_in" integer NOT NULL DEFAULT 2592000,
        ADD COLUMN "refresh_token_enabled" boolean NOT NULL DEFAULT true
    `);
    await runner.query('ALTER TABLE "role" ADD COLUMN "external_group_mapping" jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "role" DROP COLUMN "external_group_mapping"');
    await runner.query(`
      ALTER TABLE "cloud_setting"
        DROP COLUMN "refresh_expires_in", DROP COLUMN "refresh_token_enabled"
    `);
    await runner.query('ALTER TABLE "user_registry" DROP COLUMN "email_unique_if_exist", DROP COLUMN "visibility"');
  }
}
