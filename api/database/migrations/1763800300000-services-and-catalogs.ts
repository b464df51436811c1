import type { MigrationInterface, QueryRunner } from 'typeorm';

const HEADER = `
      "id" uuid NOT NULL,
      "org_id" uuid NOT NULL,
      "version" integer NOT NULL DEFAULT '1',
      "updated_by" uuid,
      "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
      "updated_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
      "name" text NOT NULL,
      "title" text NOT NULL,
      "summary" text,
      "metadata" jsonb NOT NULL DEFAULT '{}'`;

/** TLS server profiles, gateway and analytics services, catalogs with their settings and gateways. */
export class ServicesAndCatalogs1763800300000 implements MigrationInterface {
  readonly name = 'ServicesAndCatalogs1763800300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
    CREATE TABLE "tls_server_profile" (${HEADER},
      "profile_version" text NOT NULL DEFAULT '1.0.0',
      "protocols" text array NOT NULL,
      "ciphers" text array NOT NULL,
      "mutual_authentication" text NOT NULL DEFAULT 'none',
      "limit_renegotiation" boolean NOT NULL DEFAULT true,
      "keystore_id" uuid,
      "truststore_id" uuid,
      "visibility" jsonb NOT NULL DEFAULT '{"type":"private"}',
      "is_shipped" boolean NOT NULL DEFAULT false,
      CONSTRAINT "tls_server_profile_org_id_name_profile_version_key" UNIQUE ("org_id", "name", "profile_version"),
      CONSTRAINT "tls_server_profile_pkey" PRIMARY KEY ("id"),
      CONSTRAINT "tls_server_profile_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organization"("id") ON DELETE CASCADE,
      CONSTRAINT "tls_server_profile_keystore_id_fkey" FOREIGN KEY ("keystore_id") REFERENCES "keystore"("id"),
      CONSTRAINT "tls_server_profile_truststore_id_fkey" FOREIGN KEY ("truststore_id") REFERENCES "truststore"("id")
    );
    CREATE TABLE "analytics_service" (${HEADER},
      "availability_zone_id" uuid NOT NULL,
      "endpoint" text,
      "client_endpoint_tls_client_profile_id" uuid,
      "ingestion_endpoint_tls_client_profile_id" uuid,
      "visibility" jsonb NOT NULL DEFAULT '{"type":"public"}',
      "further" jsonb NOT NULL DEFAULT '{}',
      CONSTRAINT "analytics_service_org_id_name_key" UNIQUE ("org_id", "name"),
      CONSTRAINT "analytics_service_pkey" PRIMARY KEY ("id"),
      CONSTRAINT "analytics_service_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organization"("id"),
      CONSTRAINT "analytics_service_availability_zone_id_fkey"
        FOREIGN KEY ("availability_zone_id") REFERENCES "availability_zone"("id"),
      CONSTRAINT "analytics_service_client_endpoint_tls_client_profile_id_fkey"
        FOREIGN KEY ("client_endpoint_tls_client_profile_id") REFERENCES "tls_client_profile"("id"),
      CONSTRAINT "analytics_service_ingestion_endpoint_tls_client_profile_id_fkey"
        FOREIGN KEY ("ingestion_endpoint_tls_client_profile_id") REFERENCES "tls_client_profile"("id")
    );
    CREATE TABLE "gateway_service" (${HEADER},
      "availability_zone_id" uuid NOT NULL,
      "endpoint" text NOT NULL,
      "api_endpoint_base" text,
      "gateway_service_type" text,
      "integration" text,
      "tls_client_profile_id" uuid,
      "analytics_service_id" uuid,
      "sni" jsonb NOT NULL DEFAULT '[]',
      "visibility" jsonb NOT NULL DEFAULT '{"type":"public"}',
      "further" jsonb NOT NULL DEFAULT '{}',
      CONSTRAINT "gateway_service_org_id_name_key" UNIQUE ("org_id", "name"),
      CONSTRAINT "gateway_service_pkey" PRIMARY KEY ("id"),
      CONSTRAINT "gateway_service_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organization"("id"),
      CONSTRAINT "gateway_service_availability_zone_id_fkey"
        FOREIGN KEY ("availability_zone_id") REFERENCES "availability_zone"("id"),
      CONSTRAINT "gateway_service_tls_client_profile_id_fkey"
        FOREIGN KEY ("tls_client_profile_id") REFERENCES "tls_client_profile"("id"),
      CONSTRAINT "gateway_service_analytics_service_id_fkey"
        FOREIGN KEY ("analytics_service_id") REFERENCES "analytics_service"("id")
    );
    CREATE TABLE "catalog" (${HEADER},
      "owner_id" uuid,
      CONSTRAINT "catalog_org_id_name_key" UNIQUE ("org_id", "name"),
      CONSTRAINT "catalog_pkey" PRIMARY KEY ("id"),
      CONSTRAINT "catalog_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organization"("id") ON DELETE CASCADE,
      CONSTRAINT "catalog_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "user"("id") ON DELETE SET NULL
    );
    CREATE TABLE "catalog_setting" (${HEADER},
      "catalog_id" uuid NOT NULL,
      "settings" jsonb NOT NULL DEFAULT '{}',
      CONSTRAINT "catalog_setting_catalog_id_key" UNIQUE ("catalog_id"),
      CONSTRAINT "catalog_setting_pkey" PRIMARY KEY ("id"),
      CONSTRAINT "catalog_setting_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organization"("id") ON DELETE CASCADE,
      CONSTRAINT "catalog_setting_catalog_id_fkey" FOREIGN KEY ("catalog_id") REFERENCES "catalog"("id") ON DELETE CASCADE
    );
    CREATE TABLE "configured_gateway_service" (${HEADER},
      "catalog_id" uuid NOT NULL,
      "gateway_service_id" uuid NOT NULL,
      CONSTRAINT "configured_gateway_service_catalog_id_name_key" UNIQUE ("catalog_id", "name"),
      CONSTRAINT "configured_gateway_service_catalog_id_gateway_service_id_key" UNIQUE ("catalog_id", "gateway_service_id"),
      CONSTRAINT "configured_gateway_service_pkey" PRIMARY KEY ("id"),
      CONSTRAINT "configured_gateway_service_org_id_fkey"
        FOREIGN KEY ("org_id") REFERENCES "organization"("id") ON DELETE CASCADE,
      CONSTRAINT "configured_gateway_service_catalog_id_fkey"
        FOREIGN KEY ("catalog_id") REFERENCES "catalog"("id") ON DELETE CASCADE,
      CONSTRAINT "configured_gateway_service_gateway_service_id_fkey"
        FOREIGN KEY ("gateway_service_id") REFERENCES "gateway_service"("id")
    );
    ALTER TABLE "cloud_setting" ADD "gateway_service_default_ids" uuid array NOT NULL DEFAULT '{}';
    `);
    await convertPortals(runner);
    await shipToExisting(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
    ALTER TABLE "cloud_setting" DROP COLUMN "gateway_service_default_ids";
    ALTER TABLE "portal_service" DROP CONSTRAINT "portal_service_org_id_name_key";
    ALTER TABLE "portal_service" ADD CONSTRAINT "portal_service_availability_zone_id_name_key"
      UNIQUE ("availability_zone_id", "name");
    DROP TABLE "configured_gateway_service", "catalog_setting", "catalog", "gateway_service", "analytics_service",
      "tls_server_profile";
    `);
  }
}

/** Portals are found by name without their zone too, and see organizations by id rather than by the text of a URL. */
async function convertPortals(runner: QueryRunner): Promise<void> {
  await runner.query(`
  UPDATE "portal_service" p SET "name" = p."name" || '-' || left(p."id"::text, 8)
   WHERE EXISTS (SELECT 1 FROM "portal_service" q WHERE q."org_id" = p."org_id" AND q."name" = p."name" AND q."id" < p."id");
  ALTER TABLE "portal_service" DROP CONSTRAINT "portal_service_availability_zone_id_name_key";
  ALTER TABLE "portal_service" ADD CONSTRAINT "portal_service_org_id_name_key" UNIQUE ("org_id", "name");
  UPDATE "portal_service" SET "visibility" = "visibility" - 'org_urls' || jsonb_build_object('org_ids', (
      SELECT coalesce(jsonb_agg(o."id"), '[]')
        FROM jsonb_array_elements_text("visibility" -> 'org_urls') AS sent(url)
        JOIN "organization" o ON regexp_replace(sent.url, '^.*/orgs/|/+$', '', 'g') IN (o."id"::text, o."name")))
   WHERE jsonb_typeof("visibility" -> 'org_urls') = 'array';
  `);
}

/** What a new cloud and a new organization come with, for those that are there already. */
async function shipToExisting(runner: QueryRunner): Promise<void> {
  await runner.query(`
  INSERT INTO "tls_server_profile" ("id", "org_id", "created_at", "updated_at", "name", "title", "protocols", "ciphers",
      "visibility", "is_shipped")
    SELECT gen_random_uuid(), "org_id", now(), now(), 'tls-server-profile-default', 'Default TLS server profile',
        "protocols", "ciphers", '{"type":"public"}', true
      FROM "tls_client_profile" WHERE "name" = 'tls-client-profile-default' AND "is_shipped";
  INSERT INTO "catalog" ("id", "org_id", "created_at", "updated_at", "name", "title")
    SELECT gen_random_uuid(), "id", now(), now(), 'sandbox', 'Sandbox' FROM "organization" WHERE "org_type" = 'provider';
  INSERT INTO "catalog_setting" ("id", "org_id", "created_at", "updated_at", "name", "title", "catalog_id", "settings")
    SELECT gen_random_uuid(), "org_id", now(), now(), 'catalog-setting', 'catalog-setting', "id",
        '{"production_mode":false,"spaces_enabled":false,"portal":{"type":"none"}}'
      FROM "catalog";
  `);
}
