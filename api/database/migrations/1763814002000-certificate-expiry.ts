import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When the certificates of a store end, and of which ends administrators were told. */
export class CertificateExpiry1763814002000 implements MigrationInterface {
  readonly name = 'CertificateExpiry1763814002000';

  async up(runner: QueryRunner): Promise<void> {
    for (const store of ['keystore', 'truststore']) {
      await runner.query(`
        ALTER TABLE "${store}"
          ADD COLUMN "first_not_after" timestamptz(3),
          ADD COLUMN "last_not_after" timestamptz(3)`);
      await runner.query(`
        UPDATE "${store}" s SET first_not_after = ends.first, last_not_after = ends.last
          FROM (SELECT id, min((c ->> 'not_after')::timestamptz) AS first, max((c ->> 'not_after')::timestamptz) AS last
                  FROM "${store}", jsonb_array_elements(certificate_views) c GROUP BY id) ends
         WHERE ends.id = s.id`);
      await runner.query(`CREATE INDEX "${store}_first_not_after_idx" ON "${store}" ("first_not_after")`);
    }
    await runner.query(`
      CREATE TABLE "certificate_notice" (
        "id" uuid NOT NULL,
        "org_id" uuid NOT NULL,
        "version" integer NOT NULL DEFAULT '1',
        "updated_by" uuid,
        "created_at" timestamptz(3) NOT NULL,
        "updated_at" timestamptz(3) NOT NULL,
        "store_id" uuid NOT NULL,
        "fingerprint" text NOT NULL,
        "days" integer NOT NULL,
        "ends_at" timestamptz(3) NOT NULL,
        CONSTRAINT "certificate_notice_pkey" PRIMARY KEY ("id"),
        CONSTRAINT "certificate_notice_store_id_fingerprint_days_key" UNIQUE ("store_id", "fingerprint", "days")
      )`);
    await runner.query('CREATE INDEX "certificate_notice_ends_at_idx" ON "certificate_notice" ("ends_at")');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "certificate_notice"');
    for (const store of ['keystore', 'truststore'])
      await runner.query(`ALTER TABLE "${store}" DROP COLUMN "first_not_after", DROP COLUMN "last_not_after"`);
  }
}
