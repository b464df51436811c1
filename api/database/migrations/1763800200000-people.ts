import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Registries of one's own, which registries people sign in to by default, and invitations of members. */
export class People1763800200000 implements MigrationInterface {
  readonly name = 'People1763800200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
    ALTER TABLE "user_registry" ADD "is_shipped" boolean NOT NULL DEFAULT false;
    UPDATE "user_registry" SET "is_shipped" = true WHERE "name" IN ('cloud-manager-lur', 'api-manager-lur');

    ALTER TABLE "cloud_setting" ADD "admin_user_registry_default_id" uuid;
    ALTER TABLE "cloud_setting" ADD "provider_user_registry_default_id" uuid;
    UPDATE "cloud_setting" SET
      "admin_user_registry_default_id" = "admin_user_registry_ids"[1],
      "provider_user_registry_default_id" = "provider_user_registry_ids"[1];
    ALTER TABLE "cloud_setting" ALTER COLUMN "admin_user_registry_default_id" SET NOT NULL;
    ALTER TABLE "cloud_setting" ALTER COLUMN "provider_user_registry_default_id" SET NOT NULL;
    ALTER TABLE "cloud_setting" ADD CONSTRAINT "cloud_setting_admin_user_registry_default_id_fkey"
      FOREIGN KEY ("admin_user_registry_default_id") REFERENCES "user_registry"("id");
    ALTER TABLE "cloud_setting" ADD CONSTRAINT "cloud_setting_provider_user_registry_default_id_fkey"
      FOREIGN KEY ("provider_user_registry_default_id") REFERENCES "user_registry"("id");

    CREATE TABLE "member_invitation" (
      "id" uuid NOT NULL,
      "org_id" uuid NOT NULL,
      "version" integer NOT NULL DEFAULT '1',
      "updated_by" uuid,
      "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
      "updated_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
      "name" text NOT NULL,
      "title" text NOT NULL,
      "summary" text,
      "metadata" jsonb NOT NULL DEFAULT '{}',
      "email" text NOT NULL,
      "notify" boolean NOT NULL DEFAULT true,
      "expires_at" TIMESTAMP(3) WITH TIME ZONE,
      "accepted_at" TIMESTAMP(3) WITH TIME ZONE,
      "role_ids" uuid array NOT NULL DEFAULT '{}',
      "member_id" uuid,
      CONSTRAINT "member_invitation_org_id_name_key" UNIQUE ("org_id", "name"),
      CONSTRAINT "member_invitation_pkey" PRIMARY KEY ("id"),
      CONSTRAINT "member_invitation_org_id_fkey" FOREIGN KEY ("org_id")
        REFERENCES "organization"("id") ON DELETE CASCADE,
      CONSTRAINT "member_invitation_member_id_fkey" FOREIGN KEY ("member_id")
        REFERENCES "member"("id") ON DELETE SET NULL
    );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
    DROP TABLE "member_invitation";
    ALTER TABLE "cloud_setting" DROP COLUMN "provider_user_registry_default_id";
    ALTER TABLE "cloud_setting" DROP COLUMN "admin_user_registry_default_id";
    ALTER TABLE "user_registry" DROP COLUMN "is_shipped";
    `);
  }
}
