import { createHash } from 'node:crypto';
import type pg from 'pg';
import { type EntityManager, QueryFailedError } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { oncePer } from '../once-per.ts';

/** A connection, or a pool that lends one. */
type Queryable = Pick<pg.ClientBase, 'query'>;

/**
 * The rows of a prepared statement, which each connection parses once. Within a transaction it runs on the connection
 * of the manager, otherwise on any of the pool.
 */
export async function ask<Row>(manager: EntityManager, text: string, values: readonly unknown[] = []): Promise<Row[]> {
  return (await send(manager, text, values)).rows as Row[];
}

/** Runs a prepared statement; answers how many rows it wrote. */
export async function run(manager: EntityManager, text: string, values: readonly unknown[] = []): Promise<number> {
  return (await send(manager, text, values)).rowCount ?? 0;
}

/** The same for what runs rarely, or in a way that its values decide. */
export async function runUnprepared(manager: EntityManager, text: string, values: unknown[] = []): Promise<number> {
  const [, count]: [unknown, number] = await manager.query(text, values);
  return count;
}

/** A statement that is on its way. The transaction it belongs to fails where `answered` does. */
export interface Sent {
  answered: Promise<unknown>;
}

/**
 * Sends a prepared statement within a transaction without waiting for its answer; what follows, COMMIT too, is sent behind
 * it. Somebody awaits `answered` in the end: COMMIT itself says nothing of a transaction that has failed.
 */
export async function sendAhead(manager: EntityManager, text: string, values: readonly unknown[] = []): Promise<Sent> {
  const answered = queryOn(await connectionOf(manager), text, values);
  // An error is told to whoever awaits it, and to nobody else where something before it has failed already.
  answered.catch(() => undefined);
  return { answered };
}

async function send(manager: EntityManager, text: string, values: readonly unknown[]): Promise<pg.QueryResult> {
  return queryOn(await connectionOf(manager), text, values);
}

async function queryOn(connection: Queryable, text: string, values: readonly unknown[]): Promise<pg.QueryResult> {
  try {
    return await connection.query({ name: nameOf(text), text, values: [...values] });
  } catch (error) {
    // As TypeORM's own statements fail. The log names the statement, so it is given no values.
    throw new QueryFailedError(text, undefined, error as Error);
  }
}

async function connectionOf({ queryRunner, dataSource }: EntityManager): Promise<Queryable> {
  if (queryRunner) return queryRunner.connect();
  return (dataSource.driver as PostgresDriver).master;
}

/**
 * The name of a prepared statement. Texts come from the program and never hold a value, so there are few; PostgreSQL cuts
 * names at 63 bytes, so the text itself cannot be one.
 */
const nameOf = oncePer((text: string) => `gatepost_${createHash('sha256').update(text).digest('hex').slice(0, 32)}`);
