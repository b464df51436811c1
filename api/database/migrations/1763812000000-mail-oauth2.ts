import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Email servers are signed in to by OAuth 2.0 too; what their token endpoints issue is shared by all processes. */
export class MailOauth21763812000000 implements MigrationInterface {
  readonly name = 'MailOauth21763812000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE "email_server" ADD COLUMN "oauth2_client_id" text,
                                 ADD COLUMN "oauth2_client_secret" bytea,
                                 ADD COLUMN "oauth2_refresh_token" bytea,
                                 ADD COLUMN "oauth2_token_url" text,
                                 ADD COLUMN "oauth2_scope" text,
                                 ADD COLUMN "oauth2_epoch" integer NOT NULL DEFAULT 0`);
    await runner.query(`
      CREATE TABLE "mail_access_token" (
        "id" uuid NOT NULL,
        "epoch" integer NOT NULL,
        "access_token" bytea,
        "refresh_token" bytea,
        "obtained_at" timestamptz(3),
        "use_until" timestamptz(3),
        "failed_at" timestamptz(3),
        "failure" text,
        "failure_code" text,
        CONSTRAINT "mail_access_token_pkey" PRIMARY KEY ("id"),
        CONSTRAINT "mail_access_token_id_fkey" FOREIGN KEY ("id") REFERENCES "email_server" ("id") ON DELETE CASCADE
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "mail_access_token"');
    await runner.query(`
      ALTER TABLE "email_server" DROP COLUMN "oauth2_client_id",
                                 DROP COLUMN "oauth2_client_secret",
                                 DROP COLUMN "oauth2_refresh_token",
                                 DROP COLUMN "oauth2_token_url",
                                 DROP COLUMN "oauth2_scope",
                                 DROP COLUMN "oauth2_epoch"`);
  }
}
