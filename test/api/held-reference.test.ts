import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { QueryRunner } from 'typeorm';
import { anonymous } from '../../api/access/caller.ts';
import { stillThere } from '../../api/database/still-there.ts';
import { toApiError } from '../../api/http/error-handler.ts';
import type { Call, Route } from '../../api/http/route.ts';
import { createShare } from '../../api/http/share.ts';
import { perform as performRoute } from '../../api/http/unit-of-work.ts';
import { resources } from '../../api/resources/index.ts';
import { createAuthority } from '../../toolbox/certificate-authority.ts';
import { waitUntil } from '../../toolbox/poll.ts';
import { filesBelow, root } from '../architecture/import-graph.ts';
import {
  create,
  createMailServer,
  KEYSTORES,
  MAIL_SERVERS,
  mailServer,
  newTitle,
  PROFILES,
  pointersOf,
  SETTINGS,
  selectServer,
  TRUSTSTORES,
} from './builder.ts';
import { createProviderUser, gateway, ZONE } from './provider-org.ts';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
let certificatePem: string;
let privateKeyPem: string;
let server: { url: string };
beforeAll(async () => {
  api = await startApi();
  ({ certificatePem, privateKeyPem } = await (await createAuthority()).issueClient('client'));
  server = await createMailServer(api);
  await selectServer(api, server.url);
});
afterAll(() => api.stop());

const USERS = '/user-registries/admin/cloud-manager-lur/users';

/** Objects that are referred to, by the kind; each is made for one test. */
const TARGETS: Record<string, { table: string; make(): Promise<{ id: string; url: string }> }> = {
  mail_server: { table: 'email_server', make: () => createMailServer(api) },
  tls_client_profile: { table: 'tls_client_profile', make: () => create(api, PROFILES) },
  keystore: { table: 'keystore', make: () => create(api, KEYSTORES, { keystore: certificatePem + privateKeyPem }) },
  truststore: { table: 'truststore', make: () => create(api, TRUSTSTORES, { truststore: certificatePem }) },
  role: { table: 'role', make: () => create(api, '/orgs/admin/roles', { permission_urls: [] }) },
  provider: { table: '"user"', make: () => createProviderUser(api) },
  administrator: {
    table: '"user"',
    make: () => create(api, USERS, { username: newTitle('person'), email: 'ann@acme.test', password: 'long enough' }),
  },
};

interface Case {
  target: string;
  pointer: string;
  /** The write that refers to the object by its URL. */
  write(url: string): PromiseLike<{ status: number; body: { violations?: { pointer: string }[] } }>;
}

const post = (path: string, body: object) => api.admin.post(path, { title: newTitle(), ...body });
const service = () => ({ endpoint: `https://${newTitle('service')}.test` });
const portal = () => ({ ...service(), web_endpoint_base: `https://${newTitle('site')}.test` });

/** Every field that refers to another object, as `type.field`. */
const CASES: Record<string, Case> = {
  'mail_server.tls_client_profile_url': {
    target: 'tls_client_profile',
    pointer: '/tls_client_profile_url',
    write: (url) => post(MAIL_SERVERS, mailServer({ tls_client_profile_url: url })),
  },
  'tls_client_profile.keystore_url': {
    target: 'keystore',
    pointer: '/keystore_url',
    write: (url) => post(PROFILES, { keystore_url: url }),
  },
  'tls_client_profile.truststore_url': {
    target: 'truststore',
    pointer: '/truststore_url',
    write: (url) => post(PROFILES, { truststore_url: url }),
  },
  'tls_server_profile.keystore_url': {
    target: 'keystore',
    pointer: '/keystore_url',
    write: (url) => post('/orgs/admin/tls-server-profiles', { keystore_url: url }),
  },
  'tls_server_profile.truststore_url': {
    target: 'truststore',
    pointer: '/truststore_url',
    write: (url) => post('/orgs/admin/tls-server-profiles', { truststore_url: url }),
  },
  'gateway_service.tls_client_profile_url': {
    target: 'tls_client_profile',
    pointer: '/tls_client_profile_url',
    write: (url) => post(`${ZONE}/gateway-services`, gateway({ tls_client_profile_url: url })),
  },
  'portal_service.endpoint_tls_client_profile_url': {
    target: 'tls_client_profile',
    pointer: '/endpoint_tls_client_profile_url',
    write: (url) => post(`${ZONE}/portal-services`, { ...portal(), endpoint_tls_client_profile_url: url }),
  },
  'analytics_service.client_endpoint_tls_client_profile_url': {
    target: 'tls_client_profile',
    pointer: '/client_endpoint_tls_client_profile_url',
    write: (url) => post(`${ZONE}/analytics-services`, { ...service(), client_endpoint_tls_client_profile_url: url }),
  },
  'analytics_service.ingestion_endpoint_tls_client_profile_url': {
    target: 'tls_client_profile',
    pointer: '/ingestion_endpoint_tls_client_profile_url',
    write: (url) =>
      post(`${ZONE}/analytics-services`, { ...service(), ingestion_endpoint_tls_client_profile_url: url }),
  },
  'cloud_setting.mail_server_url': {
    target: 'mail_server',
    pointer: '/mail_server_url',
    write: (url) => api.admin.put(SETTINGS, { mail_server_url: url }),
  },
  'cloud_setting.tls_client_profile_default_url': {
    target: 'tls_client_profile',
    pointer: '/tls_client_profile_default_url',
    write: (url) => api.admin.put(SETTINGS, { tls_client_profile_default_url: url }),
  },
  'org.owner_url': {
    target: 'provider',
    pointer: '/owner_url',
    write: (url) => post('/cloud/orgs', { owner_url: url }),
  },
  // Lists of ids, which no foreign key watches.
  'cloud_setting.fallback_mail_server_urls': {
    target: 'mail_server',
    pointer: '/fallback_mail_server_urls/0',
    write: (url) => api.admin.put(SETTINGS, { fallback_mail_server_urls: [url] }),
  },
  'member.role_urls': {
    target: 'role',
    pointer: '/role_urls/0',
    async write(url) {
      const user = await TARGETS.administrator?.make();
      return post('/orgs/admin/members', { user: { url: user?.url }, role_urls: [url] });
    },
  },
  'member.user': {
    target: 'administrator',
    pointer: '/user/url',
    write: (url) => post('/orgs/admin/members', { user: { url } }),
  },
  'member_invitation.role_urls': {
    target: 'role',
    pointer: '/role_urls/0',
    write: (url) =>
      post('/orgs/admin/member-invitations', { email: `${newTitle('x')}@acme.test`, notify: false, role_urls: [url] }),
  },
};

/** Deletes a row and keeps everybody waiting for whether that holds. */
async function beginDeletion(table: string, id: string): Promise<QueryRunner> {
  const runner = api.gatepost.context.database.createQueryRunner();
  await runner.startTransaction();
  await runner.query(`DELETE FROM ${table} WHERE id = $1`, [id]);
  return runner;
}

async function isSomebodyWaiting(): Promise<boolean> {
  const waiting: unknown[] = await api.gatepost.context.database.query(
    `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return waiting.length > 0;
}

describe('a row that goes away between two looks', () => {
  /** A route that finds something gone the first so many times. */
  function perform(goneTimes: number) {
    let runs = 0;
    const route: Route = {
      method: 'post',
      path: '/nothing',
      access: 'open',
      async run() {
        runs += 1;
        if (runs <= goneTimes) await stillThere('keystore', Promise.resolve(null));
        return { status: 200, body: { runs } };
      },
    };
    const nobody = async () => undefined;
    const wrote = async () => ({ answered: Promise.resolve() });
    const performer = {
      context: api.gatepost.context,
      observer: { wrote, ran: nobody, tried: nobody, refused: nobody },
      share: createShare({ most: 1, alone: 1 }),
    };
    return performRoute(performer, anonymous, route, { headers: {}, query: {} } as Call);
  }

  test('makes the unit of work begin anew, which then says what is wrong at its first look', async () => {
    expect((await perform(2)).body).toEqual({ runs: 3 });
  });

  test('is a conflict that tells what to do, however often it happens, and no defect', async () => {
    const error = await perform(9).catch(toApiError);
    expect(error).toMatchObject({ code: 'conflict', message: expect.stringContaining('keystore was deleted') });
  });

  test('is met nowhere by a look-up of TypeORM, whose failure would be a defect', () => {
    const files = filesBelow('api').filter((path) => readFileSync(join(root, path), 'utf8').includes('OrFail('));
    expect(files).toEqual([]);
  });
});

describe('what a row refers to is held while the row is written', () => {
  test('in every field that refers to something', () => {
    const declared = resources.flatMap(({ type, references = {} }) =>
      Object.keys(references).map((field) => `${type}.${field}`),
    );
    expect(Object.keys(CASES)).toEqual(expect.arrayContaining(declared));
  });

  test.each(Object.keys(CASES))('%s: an object that is just being deleted is not referred to', async (name) => {
    const { target, pointer, write } = CASES[name] as Case;
    const { table, make } = TARGETS[target] as (typeof TARGETS)[string];
    const { id, url } = await make();
    const deletion = await beginDeletion(table, id);
    let isAnswered = false;
    const writing = Promise.resolve(write(url)).finally(() => {
      isAnswered = true;
    });
    await waitUntil(async () => isAnswered || (await isSomebodyWaiting()), Boolean);
    await deletion.commitTransaction();
    await deletion.release();
    const { status, body } = await writing;
    expect({ status, pointers: pointersOf(body) }).toEqual({ status: 400, pointers: [pointer] });
  });
});
