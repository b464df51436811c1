import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who did what: rows that can be added and read, and nothing else. */
export class AuditEvents1763800400000 implements MigrationInterface {
  readonly name = 'AuditEvents1763800400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
    CREATE TABLE "audit_event" (
      "id" uuid NOT NULL,
      "org_id" uuid NOT NULL,
      "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
      "step" integer NOT NULL,
      "caller_kind" text NOT NULL,
      "caller_id" uuid,
      "caller_name" text NOT NULL,
      "address" text,
      "request_id" text,
      "request" text NOT NULL,
      "action" text NOT NULL,
      "object_type" text,
      "object_id" uuid,
      "object_name" text,
      "changed_fields" text array NOT NULL,
      "outcome" text NOT NULL,
      "status" integer,
      "code" text,
      CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
    );
    CREATE INDEX "audit_event_created_at_idx" ON "audit_event" ("created_at", "step", "id");
    CREATE INDEX "audit_event_object_id_idx" ON "audit_event" ("object_id", "created_at");
    CREATE INDEX "audit_event_caller_id_idx" ON "audit_event" ("caller_id", "created_at");

    CREATE FUNCTION "refuse_audit_change"() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'The audit is append-only: % is refused.', TG_OP USING ERRCODE = 'insufficient_privilege';
    END
    $$;
    CREATE TRIGGER "audit_event_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_event"
      FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_change"();
    CREATE INDEX "delivery_waiting" ON "delivery" ("state", "created_at") WHERE state <> 'sent';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
    DROP INDEX "delivery_waiting";
    DROP TABLE "audit_event";
    DROP FUNCTION "refuse_audit_change";
    `);
  }
}
