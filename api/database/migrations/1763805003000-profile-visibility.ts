import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * TLS client profiles keep the organizations that see them by id, as services do; a URL that refers to none is dropped. An
 * organization that goes away is looked for in the lists of profiles of both kinds.
 */
export class ProfileVisibility1763805003000 implements MigrationInterface {
  readonly name = 'ProfileVisibility1763805003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE "tls_client_profile" p
         SET "visibility" = (p."visibility" - 'org_urls') || jsonb_build_object('org_ids',
           CASE WHEN jsonb_typeof(p."visibility" -> 'org_urls') = 'array' THEN (
             SELECT coalesce(jsonb_agg(DISTINCT o."id"), '[]')
               FROM jsonb_array_elements_text(p."visibility" -> 'org_urls') AS sent (url)
               JOIN "organization" o ON substring(sent.url FROM '/api/(?:cloud/)?orgs/([^/?#]+)') IN (o."id"::text, o."name")
           ) ELSE 'null'::jsonb END)
       WHERE p."visibility" ? 'org_urls'`);
    for (const table of TABLES) {
      await runner.query(
        `CREATE INDEX "${table}_visibility_org_ids_idx" ON "${table}" USING gin (("visibility" -> 'org_ids') jsonb_path_ops)`,
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`DROP INDEX "${table}_visibility_org_ids_idx"`);
    await runner.query(`
      UPDATE "tls_client_profile" p
         SET "visibility" = (p."visibility" - 'org_ids') || jsonb_build_object('org_urls',
           CASE WHEN jsonb_typeof(p."visibility" -> 'org_ids') = 'array' THEN (
             SELECT coalesce(jsonb_agg('/api/orgs/' || id), '[]')
               FROM jsonb_array_elements_text(p."visibility" -> 'org_ids') AS kept (id)
           ) ELSE 'null'::jsonb END)
       WHERE p."visibility" ? 'org_ids'`);
  }
}

const TABLES = ['tls_client_profile', 'tls_server_profile'];
