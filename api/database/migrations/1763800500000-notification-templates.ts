import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What administrators make of the shipped mail texts. */
export class NotificationTemplates1763800500000 implements MigrationInterface {
  readonly name = 'NotificationTemplates1763800500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
    CREATE TABLE "notification_template" (
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
      "scope" text NOT NULL,
      "subject" text,
      "body" text,
      "body_html" text,
      "content_type" text array,
      CONSTRAINT "notification_template_org_id_scope_name_key" UNIQUE ("org_id", "scope", "name"),
      CONSTRAINT "notification_template_pkey" PRIMARY KEY ("id"),
      CONSTRAINT "notification_template_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organization"("id")
    );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "notification_template"');
  }
}
