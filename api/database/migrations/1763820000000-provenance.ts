import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which objects are written by Terraform. */
export class Provenance1763820000000 implements MigrationInterface {
  readonly name = 'Provenance1763820000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "provenance" (
        "id" uuid NOT NULL,
        "org_id" uuid NOT NULL,
        "version" integer NOT NULL DEFAULT '1',
        "updated_by" uuid,
        "created_at" timestamptz(3) NOT NULL,
        "updated_at" timestamptz(3) NOT NULL,
        "object_id" uuid NOT NULL,
        "object_type" text NOT NULL,
        "user_agent" text NOT NULL,
        "caller_kind" text NOT NULL,
        "caller_name" text NOT NULL,
        CONSTRAINT "provenance_pkey" PRIMARY KEY ("id"),
        CONSTRAINT "provenance_object_id_key" UNIQUE ("object_id")
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "provenance"');
  }
}
