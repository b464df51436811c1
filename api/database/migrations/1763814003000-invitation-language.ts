import type { MigrationInterface, QueryRunner } from 'typeorm';

/** In which language somebody is invited. */
export class InvitationLanguage1763814003000 implements MigrationInterface {
  readonly name = 'InvitationLanguage1763814003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "org_invitation" ADD COLUMN "language" text');
    await runner.query('ALTER TABLE "member_invitation" ADD COLUMN "language" text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "member_invitation" DROP COLUMN "language"');
    await runner.query('ALTER TABLE "org_invitation" DROP COLUMN "language"');
  }
}
