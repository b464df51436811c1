import type { MigrationInterface, QueryRunner } from 'typeorm';

/** In which trace a mail was queued, so that its attempts go on with it. */
export class DeliveryTrace1763811002000 implements MigrationInterface {
  readonly name = 'DeliveryTrace1763811002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "delivery" ADD COLUMN "traceparent" text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "delivery" DROP COLUMN "traceparent"');
  }
}
