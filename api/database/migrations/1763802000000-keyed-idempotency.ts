import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a request was is kept as an HMAC from now on. The plain hashes of before, from which a password in a body could be
 * guessed, go; at most the answers of the last 24 hours are not repeated.
 */
export class KeyedIdempotency1763802000000 implements MigrationInterface {
  readonly name = 'KeyedIdempotency1763802000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM "idempotent_request"');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM "idempotent_request"');
  }
}
