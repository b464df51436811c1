import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Client } from '../api/client.ts';
import { EMAIL_SERVERS } from '../api/email-server.ts';
import { costlyKey } from './costly-key.ts';

/** What somebody might send to make the API stand still. */
export interface Attack {
  name: string;
  /** How many of it at once. */
  times: number;
  request(
    api: Client,
  ): Promise<{ path: string; init: { method?: string; headers: Record<string, string>; body?: string | Buffer } }>;
}

const KEYSTORES = '/api/orgs/admin/keystores';
const TRUSTSTORES = '/api/orgs/admin/truststores';
const INVITATIONS = '/api/cloud/org-invitations';
const MEMBER_INVITATIONS = '/api/orgs/admin/member-invitations';
const TEMPLATE = '/api/cloud/settings/notification-templates/cloud/invitation';

const repeat = (times: number, one: (at: number) => string) =>
  Array.from({ length: times }, (_, at) => one(at)).join('');

/** A request with a body of any kind. */
const sending =
  (path: string, type: string, body: () => string | Buffer, further: Record<string, string> = {}) =>
  async ({ headers }: Client) => ({
    path,
    init: { method: 'POST', headers: { ...headers, 'Content-Type': type, ...further }, body: body() },
  });

const json = (path: string, body: () => unknown) =>
  sending(path, 'application/json', () => JSON.stringify(body()), { 'Idempotency-Key': randomUUID() });

const YAML_KEYS = () => repeat(30_000, (at) => `k${at}: 1\n`);

/** Partials that each hold the last one twice. */
const PARTIALS = `${repeat(25, (at) => `{{#*inline "p${at + 1}"}}{{> p${at}}}{{> p${at}}}{{/inline}}`)}{{> p25}}`;

export const ATTACKS: readonly Attack[] = [
  {
    name: 'YAML of 30,000 keys, compressed, by nobody',
    times: 1,
    request: async () => ({
      path: EMAIL_SERVERS,
      init: {
        method: 'POST',
        headers: { 'Content-Type': 'application/yaml', 'Content-Encoding': 'gzip' },
        body: gzipSync(YAML_KEYS()),
      },
    }),
  },
  { name: 'YAML of 30,000 keys', times: 1, request: sending(EMAIL_SERVERS, 'application/yaml', YAML_KEYS) },
  {
    name: '300,000 brackets',
    times: 1,
    request: sending(EMAIL_SERVERS, 'application/json', () => '['.repeat(300_000)),
  },
  {
    name: '300,000 brackets, closed, repeatable',
    times: 1,
    request: sending(EMAIL_SERVERS, 'application/json', () => '['.repeat(300_000) + ']'.repeat(300_000), {
      'Idempotency-Key': randomUUID(),
    }),
  },
  {
    name: '22,000 PEM headers',
    times: 1,
    request: json(TRUSTSTORES, () => ({ title: 'x', truststore: '-----BEGIN X-----\n'.repeat(22_000) })),
  },
  {
    name: 'a key of 6,000,000 rounds',
    times: 1,
    request: json(KEYSTORES, () => ({ title: 'x', keystore: costlyKey(6_000_000), password: 'x' })),
  },
  {
    name: 'fields= of add( 3,500 times',
    times: 1,
    request: async ({ headers }) => ({ path: `${EMAIL_SERVERS}?fields=${'add('.repeat(3_500)}`, init: { headers } }),
  },
  {
    name: 'partials within partials',
    times: 1,
    request: async (api) => {
      const { path, init } = await json(TEMPLATE, () => ({ body: PARTIALS }))(api);
      return { path, init: { ...init, method: 'PATCH' } };
    },
  },
  {
    name: '20,000 role URLs, 14 times at once',
    times: 14,
    request: json(MEMBER_INVITATIONS, () => ({
      email: 'a@acme.test',
      role_urls: Array.from({ length: 20_000 }, () => `/api/orgs/admin/roles/${randomUUID()}`),
    })),
  },
  {
    name: '50 guesses at a password through an invitation',
    times: 50,
    async request(api) {
      const invited = { email: `${randomUUID()}@acme.test`, notify: false };
      const { id, activation_link: link } = await api.post<{ id: string; activation_link: string }>(
        INVITATIONS,
        invited,
      );
      const token = Buffer.from(link.replace(/.*activation=/, ''), 'base64').toString();
      const user = { realm: 'admin/default-idp-1', username: 'admin', password: randomUUID() };
      const opened = { ...api, headers: { Authorization: `Bearer ${token}` } };
      return json(`${INVITATIONS}/${id}/accept`, () => ({ user, org: { title: 'x' } }))(opened);
    },
  },
];
