import pg from 'pg';

/** As TypeORM begins a transaction. */
export const BEGIN = 'START TRANSACTION';

type Query = (...given: unknown[]) => unknown;

/**
 * A transaction begins on the way to its first statement: `opening` is sent along with that, and nobody waits for it
 * alone. One that ends without a statement has never begun.
 */
export function beginWithFirstStatement(client: pg.Client, opening: string): void {
  const query = client.query.bind(client) as Query;
  let isDue = false;
  client.query = ((statement: unknown, ...rest: unknown[]) => {
    if (statement === BEGIN) {
      isDue = true;
      return Promise.resolve(NOTHING);
    }
    if (!isDue) return query(statement, ...rest);
    isDue = false;
    if (statement === 'COMMIT' || statement === 'ROLLBACK') return Promise.resolve(NOTHING);
    // What keeps a transaction from beginning is a connection that is lost, which the statement behind it tells.
    (query(opening) as Promise<unknown>).catch(() => undefined);
    return query(statement, ...rest);
  }) as typeof client.query;
}

const NOTHING = { command: '', rowCount: null, rows: [], fields: [] };

/**
 * What a session remembers is lost behind a pooler, or found by somebody else, so statements are prepared anew each time
 * (PgBouncer knows prepared ones from 1.21 on, and only where told so).
 */
export function prepareNothing(client: pg.Client): void {
  const query = client.query.bind(client) as Query;
  const fit = (statement: unknown): unknown =>
    typeof statement === 'object' && statement !== null && 'name' in statement
      ? { ...statement, name: undefined }
      : statement;
  client.query = ((statement: unknown, ...rest: unknown[]) => query(fit(statement), ...rest)) as typeof client.query;
}

/** What is sent before anything is waited for leaves together: a system call, and a turn of the server, instead of several. */
export function sendTogether(client: pg.Client): void {
  client.query = ((...given: unknown[]) => {
    const { stream } = client.connection;
    stream.cork();
    process.nextTick(() => stream.uncork());
    return (pg.Client.prototype.query as Query).apply(client, given);
  }) as typeof client.query;
}
