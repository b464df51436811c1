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

type Bounds = Readonly<Record<string, string>>;

/** Every statement and every transaction has a bound, so that a stuck database becomes an error and not a hang. */
const BOUNDS: Bounds = {
  statement_timeout: '30s',
  idle_in_transaction_session_timeout: '60s',
  transaction_timeout: '2min',
};

/** Whatever the role, the database or the server sets. */
const NO_BOUNDS: Bounds = {
  statement_timeout: '0',
  idle_in_transaction_session_timeout: '0',
  transaction_timeout: '0',
  lock_timeout: '0',
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

/** A connection whose statements and transactions have the bounds that it was made for. */
class SessionClient extends Client {
  readonly #bounds: Bounds;
  /** Whether a pooler such as PgBouncer stands in between: each transaction may run in another session. */
  isPooled = false;

  constructor(config: string | pg.ClientConfig | undefined, bounds: Bounds) {
    super(config);
    this.#bounds = bounds;
  }

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
      JSON.stringify(this.#bounds),
    ]);
    this.isPooled = rows.some(({ isDirect }) => !isDirect);
    sendTogether(this);
    if (this.isPooled) prepareNothing(this);
    const names = rows.map(({ name }) => name);
    beginWithFirstStatement(this, this.isPooled ? openingOf(names, this.#bounds) : BEGIN);
    return this;
  }
}

/** Begins a transaction with its own bounds, in one message. */
const openingOf = (names: readonly string[], bounds: Bounds): string =>
  [BEGIN, ...names.map((name) => `SET LOCAL ${name} = '${bounds[name]}'`)].join('; ');

/** A connection whose statements and transactions end by themselves, however many short statements they have. */
export class BoundedClient extends SessionClient {
  constructor(config?: string | pg.ClientConfig) {
    super(config, BOUNDS);
  }
}

/** A connection for what may take as long as it takes. */
export class UnboundedClient extends SessionClient {
  constructor(config?: string | pg.ClientConfig) {
    super(config, NO_BOUNDS);
  }
}
