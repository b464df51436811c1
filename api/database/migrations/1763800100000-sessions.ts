import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sessions that can be renewed and ended, requests for a new password, and the counts of rate limits. */
export class Sessions1763800100000 implements MigrationInterface {
  readonly name = 'Sessions1763800100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN);
  }
}

const UP = `
    ALTER TABLE "access_token" ADD "session_id" uuid NOT NULL DEFAULT gen_random_uuid();
    ALTER TABLE "access_token" ALTER COLUMN "session_id" DROP DEFAULT;
    CREATE INDEX "access_token_session_id_idx" ON "access_token" ("session_id");
    CREATE TABLE "refresh_token" (
      "id" uuid NOT NULL,
      "org_id" uuid NOT NULL,
      "version" integer NOT NULL DEFAULT '1',
      "updated_by" uuid,
      "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
      "updated_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
      "session_id" uuid NOT NULL,
      "token_hash" text NOT NULL,
      "user_id" uuid NOT NULL,
      "registration_id" uuid,
      "scopes" text array,
      "expires_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
      "used_at" TIMESTAMP(3) WITH TIME ZONE,
      CONSTRAINT "refresh_token_token_hash_key" UNIQUE ("token_hash"),
      CONSTRAINT "refresh_token_pkey" PRIMARY KEY ("id")
    );
    CREATE INDEX "refresh_token_session_id_idx" ON "refresh_token" ("session_id");
    CREATE INDEX "refresh_token_user_id_idx" ON "refresh_token" ("user_id");
    ALTER TABLE "refresh_token" ADD CONSTRAINT "refresh_token_user_id_fkey"
      FOREIGN KEY ("user_id") REFERENCES "user" ("id") ON DELETE CASCADE;
    ALTER TABLE "refresh_token" ADD CONSTRAINT "refresh_token_registration_id_fkey"
      FOREIGN KEY ("registration_id") REFERENCES "registration" ("id") ON DELETE CASCADE;
    CREATE TABLE "password_reset_request" (
      "id" uuid NOT NULL,
      "org_id" uuid NOT NULL,
      "version" integer NOT NULL DEFAULT '1',
      "updated_by" uuid,
      "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
      "updated_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
      "email" text NOT NULL,
      "realm" text NOT NULL,
      CONSTRAINT "password_reset_request_pkey" PRIMARY KEY ("id")
    );
    CREATE INDEX "password_reset_request_created_at_idx" ON "password_reset_request" ("created_at");
    CREATE TABLE "rate_limit" (
      "key" character varying(255) NOT NULL,
      "points" integer NOT NULL DEFAULT '0',
      "expire" bigint,
      CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
    );
`;

const DOWN = `
    DROP TABLE "rate_limit";
    DROP TABLE "password_reset_request";
    DROP TABLE "refresh_token";
    ALTER TABLE "access_token" DROP COLUMN "session_id";
`;
