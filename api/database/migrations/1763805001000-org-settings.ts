import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an organization settles for itself: sender, lifetimes of links, and its texts of mails, which go with it. */
export class OrgSettings1763805001000 implements MigrationInterface {
  readonly name = 'OrgSettings1763805001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE "organization"
        ADD COLUMN "email_sender" jsonb,
        ADD COLUMN "invitation_ttl" integer,
        ADD COLUMN "reset_password_ttl" integer`);
    await runner.query(templatesOfOrganization('CASCADE'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(templatesOfOrganization('NO ACTION'));
    await runner.query(`
      ALTER TABLE "organization" DROP COLUMN "email_sender", DROP COLUMN "invitation_ttl",
        DROP COLUMN "reset_password_ttl"`);
  }
}

const templatesOfOrganization = (onDelete: string) => `
  ALTER TABLE "notification_template"
    DROP CONSTRAINT "notification_template_org_id_fkey",
    ADD CONSTRAINT "notification_template_org_id_fkey"
      FOREIGN KEY ("org_id") REFERENCES "organization" ("id") ON DELETE ${onDelete}`;
