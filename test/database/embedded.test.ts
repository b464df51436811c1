import { chmod, mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { isRoot } from '../../api/database/embedded/account.ts';
import { isRunning } from '../../api/database/embedded/process-status.ts';
import { findFreePort } from '../../toolbox/free-port.ts';
import { dataDir, own, query, start } from './embedded-fixture.ts';

describe('embedded PostgreSQL', () => {
  test('keeps its data over a stop and a start', async () => {
    const first = await start();
    await query(first.url, "CREATE TABLE kept AS SELECT 'yes' AS answer");
    await first.stop();
    const second = await start();
    expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 'yes' }]);
    expect(await isRunning(first.pid)).toBe(false);
  });

  test('may be stopped twice and leaves no owner behind', async () => {
    const server = await start();
    await Promise.all([server.stop(), server.stop()]);
    expect(await readdir(dataDir)).toEqual(['postgres']);
  });

  test('makes a UTF8 cluster of locale C whatever the shell says', async () => {
    const foreign = { LANG: 'C', LC_ALL: 'POSIX', PGDATA: '/nowhere', PGPORT: '1' };
    const owner = own({ ...process.env, ...foreign }, join(dataDir, 'fresh'));
    const { url } = await owner.next();
    const [row] = await query(
      String(url),
      'SELECT pg_encoding_to_char(encoding) AS encoding, datcollate FROM pg_database WHERE datname = current_database()',
    );
    expect(row).toEqual({ encoding: 'UTF8', datcollate: 'C' });
  });

  test('keeps password and socket from other users, and demands the password', async () => {
    const server = await start();
    const home = join(dataDir, 'postgres');
    expect((await stat(home)).mode & 0o777).toBe(0o700);
    expect((await stat(join(home, 'cluster', 'password'))).mode & 0o777).toBe(0o600);
    expect((await stat(server.connection.host)).mode & 0o777).toBe(0o700);
    const wrong = new pg.Client({ ...server.connection, password: 'wrong' });
    await expect(wrong.connect()).rejects.toThrow('password authentication failed');
    const [row] = await query(server.url, 'SELECT rolpassword FROM pg_authid WHERE rolname = current_user');
    expect(row?.rolpassword).toMatch(/^SCRAM-SHA-256\$/);
  });

  test('listens on no TCP port unless asked', async () => {
    const silent = await start();
    expect(await query(silent.url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '' }]);
    await silent.stop();
    const tcpPort = await findFreePort();
    const open = await start({ tcpPort });
    const client = new pg.Client({ ...open.connection, host: '127.0.0.1' });
    await client.connect();
    expect((await client.query('SELECT inet_server_port() AS port')).rows).toEqual([{ port: tcpPort }]);
    await client.end();
  });

  test('recovers from a cluster whose making was interrupted', async () => {
    const home = join(dataDir, 'fresh', 'postgres');
    const unfinished = join(home, 'cluster.new-half', 'data');
    await mkdir(unfinished, { recursive: true });
    await writeFile(join(unfinished, 'PG_VERSION'), '18\n');
    const server = await start({ dataDir: join(dataDir, 'fresh') });
    expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect((await readdir(home)).filter((entry) => entry.startsWith('cluster'))).toEqual(['cluster']);
  });

  test('works in a directory whose path is too long for a socket, and removes the short one it used', async () => {
    const server = await start({ dataDir: join(dataDir, 'long-name-'.repeat(10)) });
    const { host } = server.connection;
    expect(Buffer.byteLength(host)).toBeLessThan(80);
    expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await server.stop();
    await expect(stat(host)).rejects.toThrow('ENOENT');
  });

  test('names a data directory that cannot be one', async () => {
    const file = join(dataDir, 'file');
    await writeFile(file, '');
    await expect(start({ dataDir: file })).rejects.toThrow(`The data directory ${file} cannot be used`);
  });

  test('opens a closed data directory of its own just as far as its system user needs', async () => {
    await chmod(dataDir, 0o700);
    await start();
    expect((await stat(dataDir)).mode & 0o777).toBe(isRoot() ? 0o711 : 0o700);
  });

  test('says what its server said when it cannot start', async () => {
    const server = await start();
    await server.stop();
    await writeFile(join(dataDir, 'postgres', 'cluster', 'data', 'PG_VERSION'), '9\n');
    await expect(start()).rejects.toThrow(/did not start[\s\S]*incompatible with server[\s\S]*GATEPOST_DATABASE_URL/);
    expect(await readdir(dataDir)).toEqual(['postgres']);
  });

  test(
    isRoot() ? 'as root it names the directory its system user cannot enter' : 'runs as the user who starts it',
    async () => {
      const closed = join(dataDir, 'closed');
      await mkdir(closed, { mode: 0o700 });
      const started = start({ dataDir: join(closed, 'inner') });
      if (isRoot()) {
        await expect(started).rejects.toThrow(`cannot enter ${closed}, and so not the data directory`);
      } else {
        await started;
        expect((await stat(join(closed, 'inner', 'postgres', 'cluster', 'data'))).uid).toBe(process.getuid?.());
      }
    },
  );
});
