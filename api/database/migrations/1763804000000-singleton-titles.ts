import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Scripts put answers into a shell without quotes, so that the title of what there is one of has no space. */
export class SingletonTitles1763804000000 implements MigrationInterface {
  readonly name = 'SingletonTitles1763804000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE "cloud_setting" SET "title" = "name"`);
    await runner.query(`UPDATE "notification_template" SET "title" = "name"`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE "cloud_setting" SET "title" = 'Cloud settings'`);
    await runner.query(
      `UPDATE "notification_template" SET "title" = upper(left("name", 1)) || replace(substr("name", 2), '-', ' ')`,
    );
  }
}
