import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The audit and the attempts to send mail get a partition a month. What is there stays where it lies, as the one
 * partition of all that was before the next month: it is read, not written anew. Whatever indexes and foreign keys it has
 * are those of the whole.
 */
export class Months1763819001000 implements MigrationInterface {
  readonly name = 'Months1763819001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(MAKE_ONE);
    await runner.query(MAKE_DEFAULT);
    await runner.query(MAKE_ALL);
    for (const table of ['audit_event', 'delivery_attempt']) await divide(runner, table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['audit_event', 'delivery_attempt']) await unite(runner, table);
    await runner.query('DROP FUNCTION "make_month_partitions"');
    await runner.query('DROP FUNCTION "make_default_partition"');
    await runner.query('DROP FUNCTION "make_month_partition"');
  }
}

/** Makes the partition of one month, unless there is one. A trigger of statements holds for the table it is made on alone. */
const MAKE_ONE = `
  CREATE FUNCTION "make_month_partition"(parent text, month timestamp) RETURNS void LANGUAGE plpgsql AS $$
  DECLARE
    child text := parent || to_char(month, '_YYYY_MM');
    is_covered boolean;
  BEGIN
    SELECT count(*) > 0 INTO is_covered FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent = quote_ident(parent)::regclass
       AND (c.relname = child OR left(c.relname, -7) = parent || '_until_' AND right(c.relname, 7) > to_char(month, 'YYYY_MM'));
    IF is_covered THEN RETURN; END IF;
    EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', child, parent);
    EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', parent, child,
                   month AT TIME ZONE 'UTC', (month + interval '1 month') AT TIME ZONE 'UTC');
    IF parent = 'audit_event' THEN
      EXECUTE format('CREATE TRIGGER "audit_event_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON %I
        FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_change"()', child);
    END IF;
  END
  $$`;

/** Makes the partition of what has no month yet, so that nothing is ever refused for want of one. */
const MAKE_DEFAULT = `
  CREATE FUNCTION "make_default_partition"(parent text) RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    EXECUTE format('CREATE TABLE %I PARTITION OF %I DEFAULT', parent || '_default', parent);
    IF parent = 'audit_event' THEN
      CREATE TRIGGER "audit_event_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_event_default"
        FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_change"();
    END IF;
  END
  $$`;

/** Gives what has no month yet its month, and makes this month and those to come. One does so at a time. */
const MAKE_ALL = `
  CREATE FUNCTION "make_month_partitions"(parent text, ahead integer) RETURNS void LANGUAGE plpgsql AS $$
  DECLARE
    stray text := parent || '_default';
    has_strays boolean;
    month timestamp;
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('gatepost.partitions'));
    EXECUTE format('SELECT EXISTS (SELECT FROM %I)', stray) INTO has_strays;
    IF has_strays THEN
      EXECUTE format('ALTER TABLE %I DETACH PARTITION %I', parent, stray);
      FOR month IN EXECUTE format('SELECT DISTINCT date_trunc(''month'', created_at AT TIME ZONE ''UTC'') FROM %I', stray) LOOP
        PERFORM make_month_partition(parent, month);
      END LOOP;
      EXECUTE format('INSERT INTO %I SELECT * FROM %I', parent, stray);
      EXECUTE format('DROP TABLE %I', stray);
      PERFORM make_default_partition(parent);
    END IF;
    FOR n IN 0..ahead LOOP
      PERFORM make_month_partition(parent, date_trunc('month', now() AT TIME ZONE 'UTC') + make_interval(months => n));
    END LOOP;
  END
  $$`;

async function divide(runner: QueryRunner, table: string): Promise<void> {
  await runner.query(`LOCK TABLE "${table}" IN ACCESS EXCLUSIVE MODE`);
  // A clock that was wrong may have written of months to come.
  const [{ until }] = await runner.query(
    `SELECT to_char(date_trunc('month', greatest(now(), max(created_at)) AT TIME ZONE 'UTC') + interval '1 month',
                    'YYYY_MM') AS until FROM "${table}"`,
  );
  const past = `${table}_until_${until}`;
  await runner.query(`ALTER TABLE "${table}" RENAME TO "${past}"`);
  const indexes = await renameIndexes(runner, past, (name) => past + name.slice(table.length));
  await runner.query(`ALTER TABLE "${past}" DROP CONSTRAINT "${past}_pkey"`);
  await runner.query(`ALTER TABLE "${past}" ADD CONSTRAINT "${past}_pkey" PRIMARY KEY ("id", "created_at")`);
  await runner.query(
    `CREATE TABLE "${table}" (LIKE "${past}" INCLUDING DEFAULTS INCLUDING CONSTRAINTS) PARTITION BY RANGE ("created_at")`,
  );
  await runner.query(`ALTER TABLE "${table}" ADD CONSTRAINT "${table}_pkey" PRIMARY KEY ("id", "created_at")`);
  for (const definition of indexes) await runner.query(definition.replaceAll(past, table));
  await copyForeignKeys(runner, past, table);
  await runner.query(
    `ALTER TABLE "${table}" ATTACH PARTITION "${past}"
       FOR VALUES FROM (MINVALUE) TO ('${until.replace('_', '-')}-01 00:00:00+00')`,
  );
  await refuseChanges(runner, table);
  await runner.query('SELECT make_default_partition($1)', [table]);
  await runner.query('SELECT make_month_partitions($1, 3)', [table]);
}

async function unite(runner: QueryRunner, table: string): Promise<void> {
  const whole = `${table}_whole`;
  await runner.query(`LOCK TABLE "${table}" IN ACCESS EXCLUSIVE MODE`);
  await runner.query(`CREATE TABLE "${whole}" (LIKE "${table}" INCLUDING DEFAULTS INCLUDING CONSTRAINTS)`);
  await runner.query(`INSERT INTO "${whole}" SELECT * FROM "${table}"`);
  await copyForeignKeys(runner, table, whole);
  const indexes = await renameIndexes(runner, table, (name) => name);
  await runner.query(`DROP TABLE "${table}"`);
  await runner.query(`ALTER TABLE "${whole}" RENAME TO "${table}"`);
  await runner.query(`ALTER TABLE "${table}" ADD CONSTRAINT "${table}_pkey" PRIMARY KEY ("id")`);
  for (const definition of indexes) await runner.query(definition.replace(' ON ONLY ', ' ON '));
  await refuseChanges(runner, table);
}

/** Answers how each index of a table is made, but for that of the primary key. */
async function renameIndexes(runner: QueryRunner, table: string, rename: (name: string) => string): Promise<string[]> {
  const indexes: { name: string }[] = await runner.query(
    `SELECT c.relname AS name FROM pg_index x JOIN pg_class c ON c.oid = x.indexrelid WHERE x.indrelid = $1::regclass`,
    [table],
  );
  for (const { name } of indexes) {
    if (rename(name) !== name) await runner.query(`ALTER INDEX "${name}" RENAME TO "${rename(name)}"`);
  }
  const made: { definition: string }[] = await runner.query(
    `SELECT pg_get_indexdef(indexrelid) AS definition FROM pg_index WHERE indrelid = $1::regclass AND NOT indisprimary`,
    [table],
  );
  return made.map(({ definition }) => definition);
}

async function copyForeignKeys(runner: QueryRunner, from: string, to: string): Promise<void> {
  const keys: { name: string; definition: string }[] = await runner.query(
    `SELECT conname AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint
      WHERE conrelid = $1::regclass AND contype = 'f'`,
    [from],
  );
  for (const { name, definition } of keys) {
    await runner.query(`ALTER TABLE "${to}" ADD CONSTRAINT "${name}" ${definition}`);
  }
}

async function refuseChanges(runner: QueryRunner, table: string): Promise<void> {
  if (table !== 'audit_event') return;
  await runner.query(`
    CREATE TRIGGER "audit_event_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_event"
      FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_change"()`);
}
