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
