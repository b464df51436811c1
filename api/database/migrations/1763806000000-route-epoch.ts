import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Mail remembers by which route it was last tried, so that a change of the route rewrites none of it; and how many of its
 * workers died in a row. A worker is led by an index to each kind of mail that is due.
 */
export class RouteEpoch1763806000000 implements MigrationInterface {
  readonly name = 'RouteEpoch1763806000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "cloud_setting" ADD COLUMN "mail_route_epoch" integer NOT NULL DEFAULT 0');
    await runner.query(`
      ALTER TABLE "delivery" ADD COLUMN "route_epoch" integer NOT NULL DEFAULT 0,
                             ADD COLUMN "lost_attempts" integer NOT NULL DEFAULT 0`);
    await runner.query('DROP INDEX "delivery_due"');
    await runner.query(`CREATE INDEX "delivery_due" ON "delivery" ("next_attempt_at") WHERE state = 'queued'`);
    await runner.query(
      `CREATE INDEX "delivery_rerouted" ON "delivery" ("route_epoch", "next_attempt_at") WHERE state = 'queued'`,
    );
    await runner.query(`CREATE INDEX "delivery_leased" ON "delivery" ("lease_until") WHERE state = 'sending'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "delivery_leased"');
    await runner.query('DROP INDEX "delivery_rerouted"');
    await runner.query('DROP INDEX "delivery_due"');
    await runner.query(
      `CREATE INDEX "delivery_due" ON "delivery" ("next_attempt_at") WHERE state IN ('queued', 'sending')`,
    );
    await runner.query('ALTER TABLE "delivery" DROP COLUMN "lost_attempts", DROP COLUMN "route_epoch"');
    await runner.query('ALTER TABLE "cloud_setting" DROP COLUMN "mail_route_epoch"');
  }
}
