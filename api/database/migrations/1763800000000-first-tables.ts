import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tables of the first whole. Append-only: a later change is a migration of its own. */
export class FirstTables1763800000000 implements MigrationInterface {
  readonly name = 'FirstTables1763800000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
    CREATE TABLE "installation" (
      "id" uuid NOT NULL,
      "org_id" uuid NOT NULL,
      "version" integer NOT NULL DEFAULT '1',
      "updated_by" uuid,
      "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
      "updated_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
      "key_check" bytea NOT NULL,
      "fingerprint_key" bytea NOT NULL,
      CONSTRAINT "installation_pkey" PRIMARY KEY ("id")
    );
    CREATE TABLE "organization" (
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
      "org_type" text NOT NULL DEFAULT 'provider',
      "owner_id" uuid,
      "state" text NOT NULL DEFAULT 'enabled',
      CONSTRAINT "organization_org_id_name_key" UNIQUE ("org_id", "name"),
      CONSTRAINT "organization_pkey" PRIMARY KEY ("id")
    );
    CREATE INDEX "organization_owner_id_idx" ON "organization" ("owner_id");
    CREATE TABLE "user_registry" (
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
      "registry_type" text NOT NULL DEFAULT 'lur',
      "user_managed" boolean NOT NULL DEFAULT true,
      "case_sensitive" boolean NOT NULL DEFAULT false,
      "email_required" boolean NOT NULL DEFAULT true,
      "identity_providers" jsonb NOT NULL DEFAULT '[]',
      "state" text NOT NULL DEFAULT 'enabled',
      CONSTRAINT "user_registry_org_id_name_key" UNIQUE ("org_id", "name"),
      CONSTRAINT "user_registry_pkey" PRIMARY KEY ("id")
    );
    CREATE TABLE "user" (
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
      "user_registry_id" uuid NOT NULL,
      "username" text NOT NULL,
      "username_key" text NOT NULL,
      "email" text,
      "first_name" text,
      "last_name" text,
      "password_hash" text,
      "state" text NOT NULL DEFAULT 'enabled',
      "identity_provider" text NOT NULL,
      CONSTRAINT "user_user_registry_id_username_key_key" UNIQUE ("user_registry_id", "username_key"),
      CONSTRAINT "user_user_registry_id_name_key" UNIQUE ("user_registry_id", "name"),
      CONSTRAINT "user_pkey" PRIMARY KEY ("id")
    );
    CREATE TABLE "role" (
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
      "permissions" text array NOT NULL DEFAULT '{}',
      "is_shipped" boolean NOT NULL DEFAULT false,
      CONSTRAINT "role_org_id_name_key" UNIQUE ("org_id", "name"),
      CONSTRAINT "role_pkey" PRIMARY KEY ("id")
    );
    CREATE TABLE "member" (
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
      "user_id" uuid NOT NULL,
      "role_ids" uuid array NOT NULL DEFAULT '{}',
      "state" text NOT NULL DEFAULT 'enabled',
      CONSTRAINT "member_org_id_name_key" UNIQUE ("org_id", "name"),
      CONSTRAINT "member_org_id_user_id_key" UNIQUE ("org_id", "user_id"),
      CONSTRAINT "member_pkey" PRIMARY KEY ("id")
    );
    CREATE INDEX "member_user_id_idx" ON "member" ("user_id");
    CREATE TABLE "registration" (
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
      "client_id" text NOT NULL,
      "client_secret" bytea NOT NULL,
      "client_type" text NOT NULL DEFAULT 'toolkit',
      "scopes" text array NOT NULL DEFAULT '{}',
      "state" text NOT NULL DEFAULT 'enabled',
      CONSTRAINT "registration_name_key" UNIQUE ("org_id", "name"),
      CONSTRAINT "registration_client_id_key" UNIQUE ("client_id"),
      CONSTRAINT "registration_pkey" PRIMARY KEY ("id")
    );
    CREATE TABLE "access_token" (
      "id" uuid NOT NULL,
      "org_id" uuid NOT NULL,
      "version" integer NOT NULL DEFAULT '1',
      "updated_by" uuid,
      "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
      "updated_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
      "token_hash" text NOT NULL,
      "subject_type" text NOT NULL,
      "user_id" uuid,
      "registration_id" uuid,
      "scopes" text array,
      "expires_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
      CONSTRAINT "access_token_token_hash_key" UNIQUE ("token_hash"),
      CONSTRAINT "access_token_pkey" PRIMARY KEY ("id")
    );
    CREATE INDEX "access_token_user_id_idx" ON "access_token" ("user_id");
    CREATE INDEX "access_token_expires_at_idx" ON "access_token" ("expires_at");
    CREATE TABLE "one_time_token" (
      "id" uuid NOT NULL,
      "org_id" uuid NOT NULL,
      "version" integer NOT NULL DEFAULT '1',
      "updated_by" uuid,
      "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
      "updated_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
      "purpose" text NOT NULL,
      "subject_id" uuid NOT NULL,
      "token_hash" text NOT NULL,
      "expires_at" TIMESTAMP(3) WITH TIME ZONE,
      "used_at" TIMESTAMP(3) WITH TIME ZONE,
      CONSTRAINT "one_time_token_token_hash_key" UNIQUE ("token_hash"),
      CONSTRAINT "one_time_token_pkey" PRIMARY KEY ("id")
    );
    CREATE INDEX "one_time_token_subject_id_idx" ON "one_time_token" ("subject_id");
    CREATE TABLE "org_invitation" (
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
      "email" text NOT NULL,
      "notify" boolean NOT NULL DEFAULT true,
      "expires_at" TIMESTAMP(3) WITH TIME ZONE,
      "accepted_at" TIMESTAMP(3) WITH TIME ZONE,
      "invited_org_id" uuid,
      "invited_user_id" uuid,
      CONSTRAINT "org_invitation_org_id_name_key" UNIQUE ("org_id", "name"),
      CONSTRAINT "org_invitation_pkey" PRIMARY KEY ("id")
    );
    CREATE TABLE "keystore" (
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
      "certificates" text NOT NULL,
      "private_key" bytea NOT NULL,
      CONSTRAINT "keystore_org_id_name_key" UNIQUE ("org_id", "name"),
      CONSTRAINT "keystore_pkey" PRIMARY KEY ("id")
    );
    CREATE TABLE "truststore" (
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
      "truststore" text NOT NULL,
      CONSTRAINT "truststore_org_id_name_key" UNIQUE ("org_id", "name"),
      CONSTRAINT "truststore_pkey" PRIMARY KEY ("id")
    );
    CREATE TABLE "tls_client_profile" (
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
      "profile_version" text NOT NULL DEFAULT '1.0.0',
      "protocols" text array NOT NULL,
      "ciphers" text array NOT NULL,
      "elliptic_curve_auto_negotiation" boolean NOT NULL DEFAULT true,
      "elliptic_curve" text,
      "insecure_server_connections" boolean NOT NULL DEFAULT false,
      "server_name_indication" boolean NOT NULL DEFAULT true,
      "keystore_id" uuid,
      "truststore_id" uuid,
      "visibility" jsonb NOT NULL DEFAULT '{"type":"private"}',
      "is_shipped" boolean NOT NULL DEFAULT false,
      CONSTRAINT "tls_client_profile_org_id_name_profile_version_key" UNIQUE ("org_id", "name", "profile_version"),
      CONSTRAINT "tls_client_profile_pkey" PRIMARY KEY ("id")
    );
    CREATE TABLE "email_server" (
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
      "host" text NOT NULL,
      "port" integer NOT NULL,
      "username" text,
      "password" bytea,
      "timeout" integer NOT NULL DEFAULT '10000',
      "secure" boolean NOT NULL DEFAULT false,
      "tls_client_profile_id" uuid,
      CONSTRAINT "email_server_org_id_name_key" UNIQUE ("org_id", "name"),
      CONSTRAINT "email_server_pkey" PRIMARY KEY ("id")
    );
    CREATE TABLE "cloud_setting" (
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
      "mail_server_id" uuid,
      "fallback_mail_server_ids" uuid array NOT NULL DEFAULT '{}',
      "email_sender" jsonb NOT NULL,
      "invitation_ttl" integer NOT NULL DEFAULT '172800',
      "reset_password_ttl" integer NOT NULL DEFAULT '7200',
      "access_token_expires_in" integer NOT NULL DEFAULT '28800',
      "tls_client_profile_default_id" uuid NOT NULL,
      "admin_user_registry_ids" uuid array NOT NULL DEFAULT '{}',
      "provider_user_registry_ids" uuid array NOT NULL DEFAULT '{}',
      "provision_sandbox_catalog" boolean NOT NULL DEFAULT true,
      CONSTRAINT "cloud_setting_pkey" PRIMARY KEY ("id")
    );
    CREATE TABLE "availability_zone" (
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
      CONSTRAINT "availability_zone_org_id_name_key" UNIQUE ("org_id", "name"),
      CONSTRAINT "availability_zone_pkey" PRIMARY KEY ("id")
    );
    CREATE TABLE "portal_service" (
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
      "availability_zone_id" uuid NOT NULL,
      "endpoint" text NOT NULL,
      "web_endpoint_base" text NOT NULL,
      "endpoint_tls_client_profile_id" uuid,
      "visibility" jsonb NOT NULL DEFAULT '{"type":"public"}',
      "further" jsonb NOT NULL DEFAULT '{}',
      CONSTRAINT "portal_service_availability_zone_id_name_key" UNIQUE ("availability_zone_id", "name"),
      CONSTRAINT "portal_service_org_id_endpoint_key" UNIQUE ("org_id", "endpoint"),
      CONSTRAINT "portal_service_pkey" PRIMARY KEY ("id")
    );
    CREATE TABLE "delivery" (
      "id" uuid NOT NULL,
      "org_id" uuid NOT NULL,
      "version" integer NOT NULL DEFAULT '1',
      "updated_by" uuid,
      "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
      "updated_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
      "template" text NOT NULL,
      "recipient" text NOT NULL,
      "variables" bytea,
      "cause_type" text,
      "cause_id" uuid,
      "state" text NOT NULL,
      "attempts" integer NOT NULL DEFAULT '0',
      "next_attempt_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
      "tried_since" TIMESTAMP(3) WITH TIME ZONE,
      "lease_until" TIMESTAMP(3) WITH TIME ZONE,
      "leased_by" text,
      "mail_server_id" uuid,
      "last_response" text,
      "first_sent_at" TIMESTAMP(3) WITH TIME ZONE,
      "sent_at" TIMESTAMP(3) WITH TIME ZONE,
      CONSTRAINT "delivery_state" CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'ambiguous')),
      CONSTRAINT "delivery_lease" CHECK ((state = 'sending') = (lease_until IS NOT NULL)),
      CONSTRAINT "delivery_pkey" PRIMARY KEY ("id")
    );
    CREATE INDEX "delivery_due" ON "delivery" ("next_attempt_at") WHERE state IN ('queued', 'sending');
    CREATE INDEX "delivery_cause" ON "delivery" ("cause_type", "cause_id");
    CREATE TABLE "delivery_attempt" (
      "id" uuid NOT NULL,
      "org_id" uuid NOT NULL,
      "version" integer NOT NULL DEFAULT '1',
      "updated_by" uuid,
      "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
      "updated_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
      "delivery_id" uuid NOT NULL,
      "mail_server_id" uuid,
      "started_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
      "finished_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
      "outcome" text NOT NULL,
      "stage" text NOT NULL,
      "response" text NOT NULL,
      CONSTRAINT "delivery_attempt_pkey" PRIMARY KEY ("id")
    );
    CREATE INDEX "delivery_attempt_delivery" ON "delivery_attempt" ("delivery_id", "started_at");
    CREATE TABLE "idempotent_request" (
      "id" uuid NOT NULL,
      "org_id" uuid NOT NULL,
      "version" integer NOT NULL DEFAULT '1',
      "updated_by" uuid,
      "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
      "updated_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
      "caller" text NOT NULL,
      "key" text NOT NULL,
      "request_hash" text NOT NULL,
      "status" integer NOT NULL,
      "answer" bytea NOT NULL,
      CONSTRAINT "idempotent_request_key" UNIQUE ("caller", "key"),
      CONSTRAINT "idempotent_request_pkey" PRIMARY KEY ("id")
    );
    ALTER TABLE "organization" ADD CONSTRAINT "organization_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organization"("id");
    ALTER TABLE "organization" ADD CONSTRAINT "organization_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "user"("id");
    ALTER TABLE "user_registry" ADD CONSTRAINT "user_registry_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organization"("id");
    ALTER TABLE "user" ADD CONSTRAINT "user_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organization"("id");
    ALTER TABLE "user" ADD CONSTRAINT "user_user_registry_id_fkey" FOREIGN KEY ("user_registry_id") REFERENCES "user_registry"("id");
    ALTER TABLE "role" ADD CONSTRAINT "role_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organization"("id") ON DELETE CASCADE;
    ALTER TABLE "member" ADD CONSTRAINT "member_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organization"("id") ON DELETE CASCADE;
    ALTER TABLE "member" ADD CONSTRAINT "member_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE;
    ALTER TABLE "access_token" ADD CONSTRAINT "access_token_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE;
    ALTER TABLE "access_token" ADD CONSTRAINT "access_token_registration_id_fkey" FOREIGN KEY ("registration_id") REFERENCES "registration"("id") ON DELETE CASCADE;
    ALTER TABLE "one_time_token" ADD CONSTRAINT "one_time_token_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organization"("id") ON DELETE CASCADE;
    ALTER TABLE "org_invitation" ADD CONSTRAINT "org_invitation_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organization"("id");
    ALTER TABLE "org_invitation" ADD CONSTRAINT "org_invitation_invited_org_id_fkey" FOREIGN KEY ("invited_org_id") REFERENCES "organization"("id") ON DELETE SET NULL;
    ALTER TABLE "org_invitation" ADD CONSTRAINT "org_invitation_invited_user_id_fkey" FOREIGN KEY ("invited_user_id") REFERENCES "user"("id") ON DELETE SET NULL;
    ALTER TABLE "keystore" ADD CONSTRAINT "keystore_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organization"("id") ON DELETE CASCADE;
    ALTER TABLE "truststore" ADD CONSTRAINT "truststore_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organization"("id") ON DELETE CASCADE;
    ALTER TABLE "tls_client_profile" ADD CONSTRAINT "tls_client_profile_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organization"("id") ON DELETE CASCADE;
    ALTER TABLE "tls_client_profile" ADD CONSTRAINT "tls_client_profile_keystore_id_fkey" FOREIGN KEY ("keystore_id") REFERENCES "keystore"("id");
    ALTER TABLE "tls_client_profile" ADD CONSTRAINT "tls_client_profile_truststore_id_fkey" FOREIGN KEY ("truststore_id") REFERENCES "truststore"("id");
    ALTER TABLE "email_server" ADD CONSTRAINT "email_server_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organization"("id");
    ALTER TABLE "email_server" ADD CONSTRAINT "email_server_tls_client_profile_id_fkey" FOREIGN KEY ("tls_client_profile_id") REFERENCES "tls_client_profile"("id");
    ALTER TABLE "cloud_setting" ADD CONSTRAINT "cloud_setting_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organization"("id");
    ALTER TABLE "cloud_setting" ADD CONSTRAINT "cloud_setting_mail_server_id_fkey" FOREIGN KEY ("mail_server_id") REFERENCES "email_server"("id");
    ALTER TABLE "cloud_setting" ADD CONSTRAINT "cloud_setting_tls_client_profile_default_id_fkey" FOREIGN KEY ("tls_client_profile_default_id") REFERENCES "tls_client_profile"("id");
    ALTER TABLE "availability_zone" ADD CONSTRAINT "availability_zone_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organization"("id");
    ALTER TABLE "portal_service" ADD CONSTRAINT "portal_service_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organization"("id");
    ALTER TABLE "portal_service" ADD CONSTRAINT "portal_service_availability_zone_id_fkey" FOREIGN KEY ("availability_zone_id") REFERENCES "availability_zone"("id");
    ALTER TABLE "portal_service" ADD CONSTRAINT "portal_service_endpoint_tls_client_profile_id_fkey" FOREIGN KEY ("endpoint_tls_client_profile_id") REFERENCES "tls_client_profile"("id");
    ALTER TABLE "delivery_attempt" ADD CONSTRAINT "delivery_attempt_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "delivery"("id") ON DELETE CASCADE;
    `);
  }

  async down(): Promise<void> {
    throw new Error('There is nothing before the first tables; drop the database instead.');
  }
}
