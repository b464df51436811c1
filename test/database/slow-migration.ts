import { execute } from '../set-up/test-database.ts';

/** As an administrator may set it for everything that connects; less than the first migration takes. */
const BOUND_MS = 400;
const BOUNDS = ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout'];

/** The table after TypeORM's own takes its time to make, as a change of a large one does. */
const SLOW_TABLE = `
  CREATE SEQUENCE tables_made;
  CREATE FUNCTION take_time() RETURNS event_trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF nextval('tables_made') = 2 THEN PERFORM pg_sleep(${(2 * BOUND_MS) / 1000}); END IF;
    END
  $$;
  CREATE EVENT TRIGGER slow ON ddl_command_start WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION take_time()`;

/** An empty database whose migration takes longer than it lets a statement run, wait or a transaction idle. */
export async function makeMigrationSlow(url: string): Promise<void> {
  await execute(url, SLOW_TABLE);
  const name = new URL(url).pathname.slice(1);
  for (const bound of BOUNDS) await execute(url, `ALTER DATABASE ${name} SET ${bound} = ${BOUND_MS}`);
}
