import type { MigrationInterface, QueryRunner } from 'typeorm';

/** API keys: what programs sign in with instead of a password, and how long they live. */
export class ApiKeys1763805000000 implements MigrationInterface {
  readonly name = 'ApiKeys1763805000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "api_key" (
        "id" uuid PRIMARY KEY,
        "org_id" uuid NOT NULL,
        "version" integer NOT NULL DEFAULT 1,
        "updated_by" uuid,
        "created_at" timestamptz(3) NOT NULL,
        "updated_at" timestamptz(3) NOT NULL,
        "name" text NOT NULL,
        "title" text NOT NULL,
        "summary" text,
        "metadata" jsonb NOT NULL DEFAULT '{}',
        "user_id" uuid NOT NULL CONSTRAINT "api_key_user_id_fkey" REFERENCES "user" ("id") ON DELETE CASCADE,
        "key_hash" text NOT NULL,
        "client_type" text NOT NULL DEFAULT 'toolkit',
        "description" text,
        "ttl" integer,
        "scopes" text[],
        "used_at" timestamptz(3),
        CONSTRAINT "api_key_user_id_name_key" UNIQUE ("user_id", "name"),
        CONSTRAINT "api_key_key_hash_key" UNIQUE ("key_hash")
      )`);
    await runner.query('CREATE INDEX "api_key_user_id_created_at_id_idx" ON "api_key" ("user_id", "created_at", "id")');
    await runner.query(`
      ALTER TABLE "cloud_setting"
        ADD COLUMN "api_key_enabled" boolean NOT NULL DEFAULT true,
        ADD COLUMN "api_key_expires_in" integer NOT NULL DEFAULT 2592000,
        ADD COLUMN "api_key_multiple_uses" boolean NOT NULL DEFAULT true`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE "cloud_setting" DROP COLUMN "api_key_enabled", DROP COLUMN "api_key_expires_in",
        DROP COLUMN "api_key_multiple_uses"`);
    await runner.query('DROP TABLE "api_key"');
  }
}
