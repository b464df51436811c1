import { randomBytes } from 'node:crypto';
import supertest from 'supertest';
import type { CodeWriter } from '../../api/as-code.ts';
import { type Environment, readConfig } from '../../api/config.ts';
import { createLog } from '../../api/operations/log.ts';
import { type Gatepost, start } from '../../api/start.ts';
import { orStop } from '../set-up/started.ts';
import { createTestDatabase } from '../set-up/test-database.ts';
import { demandDocumented } from './documented.ts';

export const ADMIN_PASSWORD = 'correct horse battery';

export interface TestApi {
  url: string;
  gatepost: Gatepost;
  /** A bearer token of the first administrator. */
  token: string;
  /** Requests as the first administrator; every answer is held to the API’s own document. */
  admin: Client;
  /** Requests as whoever has the token; none: without a token. */
  as(token?: string): Client;
  stop(): Promise<void>;
}

export interface Client {
  get(path: string): supertest.Test;
  post(path: string, body?: object): supertest.Test;
  put(path: string, body?: object): supertest.Test;
  patch(path: string, body?: object): supertest.Test;
  delete(path: string): supertest.Test;
}

interface StartOptions {
  /** Gets the lines of the log. */
  logStream?: NodeJS.WritableStream;
  /** For others that shall read what it stores. */
  encryptionKey?: Buffer;
  /** Writes objects as code for their pages. */
  codeWriter?: CodeWriter;
}

/** The real API on a database of its own, listening on a free port. */
export async function startApi(
  env: Environment = {},
  { logStream, encryptionKey = randomBytes(32), codeWriter }: StartOptions = {},
): Promise<TestApi> {
  const config = readConfig({ GATEPOST_PORT: '0', GATEPOST_LOG_LEVEL: 'silent', ...env }, () => '');
  const database = await createTestDatabase();
  const starting = start({
    config,
    databaseUrl: database.url,
    encryptionKey,
    log: createLog(config.logLevel, logStream),
    adminPassword: async () => ADMIN_PASSWORD,
    ...(codeWriter && { codeWriter }),
  });
  const gatepost = await orStop(starting, { stop: database.drop });
  const stop = async () => {
    await gatepost.stop();
    await database.drop();
  };
  const as = (token?: string) => clientOf(gatepost.url, token);
  const token = await orStop(signIn(gatepost.url, 'admin', ADMIN_PASSWORD), { stop });
  return { url: gatepost.url, gatepost, token, admin: as(token), as, stop };
}

export async function signIn(url: string, username: string, password: string, realm?: string): Promise<string> {
  const body = { grant_type: 'password', username, password, ...(realm && { realm }) };
  const response = await supertest(url).post('/api/token').send(body);
  if (response.status !== 200) throw new Error(`sign-in failed: ${response.status} ${response.text}`);
  return response.body.access_token;
}

function clientOf(url: string, token: string | undefined): Client {
  const send = (method: 'get' | 'post' | 'put' | 'patch' | 'delete', path: string, body?: object) => {
    const request = supertest(url)[method](`/api${path}`);
    if (token) request.set('Authorization', `Bearer ${token}`);
    request.expect((response) => demandDocumented(method, `/api${path}`, response));
    return body === undefined ? request : request.send(body);
  };
  return {
    get: (path) => send('get', path),
    post: (path, body) => send('post', path, body),
    put: (path, body) => send('put', path, body),
    patch: (path, body) => send('patch', path, body),
    delete: (path) => send('delete', path),
  };
}
