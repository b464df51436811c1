import pg from 'pg';
import { BEGIN, beginWithFirstStatement, prepareNothing, sendTogether } from './pipeline.ts';

/**
 * Between its way out of the pool and into TypeORM's hands a connection has no listener for errors for a moment. A
 * server that goes away just then would end the process; the query that follows fails anyway, and says so.
 */
export class Client extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}

/** Every statement and every transaction has a bound, so that a stuck database becomes an error and not a hang. */
const BOUNDS: Readonly<Record<string, string>> = {
  statement_timeout: '30s',
  idle_in_transaction_session_timeout: '60s',
  transaction_timeout: '2min',
};

/**
 * The bounds are those of the session, unless that belongs to a pooler, which lends it to others. Whoever answers tells
 * itself by the number of its process: a pooler gives its clients numbers of its own, for requests to cancel. Servers
 * know some bounds from a version on (17: that of a transaction), and only those are told.
 */
const BOUND_SESSION = `
  SELECT pg_backend_pid() = $1 AS "isDirect", s.name,
         CASE WHEN pg_backend_pid() = $1 THEN set_config(s.name, b.bound, false) END AS bound
    FROM pg_settings s JOIN json_each_text($2) b (name, bound) ON b.name = s.name`;

/** A connection whose statements and transactions end by themselves, however many short statements they have. */
export class BoundedClient extends Client {
  /** Whether a pooler such as PgBouncer stands in between: each transaction may run in another session. */
  isPooled = false;

  override connect(): Promise<this>;
  override connect(callback: (error: Error) => void): void;
  override connect(callback?: (error: Error) => void): Promise<this> | undefined {
    const connected = this.#connectBounded();
    if (!callback) return connected;
    // The pool takes anything but an error for a connection.
    const done = callback as (error?: Error) => void;
    connected.then(() => done(), done);
    return undefined;
  }

  async #connectBounded(): Promise<this> {
    await super.connect();
    const { processID } = this as unknown as { processID: number };
    const { rows } = await this.query<{ isDirect: boolean; name: string }>(BOUND_SESSION, [
      processID,
      JSON.stringify(BOUNDS),
    ]);
    this.isPooled = rows.some(({ isDirect }) => !isDirect);
    sendTogether(this);
    if (this.isPooled) prepareNothing(this);
    beginWithFirstStatement(this, this.isPooled ? openingOf(rows.map(({ name }) => name)) : BEGIN);
    return this;
  }
}

/** Begins a transaction with its own bounds, in one message. */
const openingOf = (names: readonly string[]): string =>
  [BEGIN, ...names.map((name) => `SET LOCAL ${name} = '${BOUNDS[name]}'`)].join('; ');
