import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The audit names the session of a caller, so that the use of a stolen refresh token is told from its owner's. Tokens
 * of users name the client they signed in by, as their refresh tokens do: whoever disables the client ends them too.
 */
export class Rights1763803000000 implements MigrationInterface {
  readonly name = 'Rights1763803000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "audit_event" ADD COLUMN "session_id" uuid');
    await runner.query(`
      UPDATE "access_token" t SET "registration_id" = r."registration_id"
        FROM "refresh_token" r
       WHERE r."session_id" = t."session_id" AND t."subject_type" = 'user' AND r."registration_id" IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE "access_token" SET "registration_id" = NULL WHERE "subject_type" = 'user'`);
    await runner.query('ALTER TABLE "audit_event" DROP COLUMN "session_id"');
  }
}
