import pg from 'pg';

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

/** Only servers from version 17 on know it, and the others refuse a connection that asks for it. */
const BOUND_TRANSACTIONS = `SELECT set_config('transaction_timeout', '2min', false)
  WHERE current_setting('server_version_num')::int >= 170000`;

/** A connection whose transactions end by themselves, however many short statements they have. */
export class BoundedClient extends Client {
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
    await this.query(BOUND_TRANSACTIONS);
    return this;
  }
}
