import pg from 'pg';
import { ORG_PERMISSIONS } from '../../api/access/permission.ts';
import { base, DIGITS, hash, id, LATER, named, often, oneOf, row } from './crowd-row.ts';

const MANY = 100_000;
const SOME = 10_000;
/** How many keystores, registries and availability zones. */
export const FEW = 4_000;

/** Rows of one table: how many, and the SQL of each column by the number `n` of the row. */
export interface Crowd {
  rows: number;
  columns: Readonly<Record<string, string>>;
}

const theirs = id('1');
const service = (digit: string, kind: string) => ({
  ...named(digit, kind),
  availability_zone_id: id('9', oneOf(FEW)),
  visibility: often(
    SOME / 50,
    `'{"type":"public"}'::jsonb`,
    `jsonb_build_object('type', 'custom', 'org_ids', jsonb_build_array(${theirs}))`,
  ),
});
const profile = (digit: string, kind: string) => ({
  ...named(digit, kind),
  protocols: `'{tls_v1.3}'`,
  ciphers: `'{TLS_AES_256_GCM_SHA384}'`,
  keystore_id: id('5', oneOf(FEW)),
  truststore_id: id('6'),
});

const ends = `now() + n * interval '1 day'`;
const iso = (moment: string) => `to_char((${moment}) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** One store a day ends; what views show of its certificates is made when they are written. */
const certificates = (pem: string) => ({
  certificate_views: `jsonb_build_array(jsonb_build_object('pem', ${pem}::text, 'subject', 'CN=x', 'issuer', 'CN=x',
    'fingerprint_sha256', upper(regexp_replace(${hash(`'certificate'`)}, '(..)(?=.)', '\\1:', 'g')),
    'not_before', ${iso('now()')}, 'not_after', ${iso(ends)}))`,
  first_not_after: ends,
  last_not_after: ends,
});

/** The crowds of a large cloud, by table. `certificate` is that of every store. */
export function crowds(certificate: string): Record<string, Crowd> {
  const pem = pg.escapeLiteral(certificate);
  return {
    organization: { rows: MANY, columns: { ...named('1', 'org'), owner_id: id('2') } },
    user: {
      rows: MANY,
      columns: {
        ...named('2', 'user'),
        user_registry_id: 'registry.id',
        username: `'user-x' || n`,
        username_key: `'user-x' || n`,
        email: `'User-x' || n || '@acme.test'`,
        identity_provider: `'default-idp-2'`,
        password_hash: 'administrator.password_hash',
      },
    },
    // Of each organization its role owner, and one that nobody has.
    role: {
      rows: 2 * SOME,
      columns: {
        ...named('3', 'role', id('1', '(n + 1) / 2')),
        name: often(2, `'owner'`, `'role-x' || (n + 1) / 2`),
        permissions: `'{${ORG_PERMISSIONS.join(',')}}'`,
      },
    },
    member: {
      rows: MANY,
      columns: {
        ...named('4', 'member', theirs),
        user_id: id('2'),
        role_ids: `ARRAY[${id('3', `2 * (n % ${SOME + 1})`)}]`,
      },
    },
    keystore: {
      rows: FEW,
      columns: {
        ...named(DIGITS.keystore, 'keystore'),
        certificates: pem,
        private_key: `'\\x00'`,
        ...certificates(pem),
      },
    },
    truststore: { rows: SOME, columns: { ...named('6', 'truststore'), truststore: pem, ...certificates(pem) } },
    tls_client_profile: { rows: SOME, columns: profile('7', 'profile') },
    tls_server_profile: { rows: SOME, columns: profile('8', 'profile') },
    availability_zone: { rows: FEW, columns: named('9', 'zone') },
    email_server: {
      rows: MANY,
      columns: {
        ...named('a', 'server'),
        host: `'smtp.acme.test'`,
        port: '25',
        tls_client_profile_id: id('7', oneOf(SOME)),
      },
    },
    analytics_service: {
      rows: SOME,
      columns: { ...service('b', 'analytics'), client_endpoint_tls_client_profile_id: id('7') },
    },
    gateway_service: {
      rows: SOME,
      columns: {
        ...service('c', 'gateway'),
        endpoint: `'https://gateway-' || n || '.test'`,
        analytics_service_id: id('b'),
        tls_client_profile_id: id('7'),
        sni: `jsonb_build_array(jsonb_build_object('host', '*', 'tls_server_profile_id', ${id('8')}))`,
      },
    },
    portal_service: {
      rows: SOME,
      columns: {
        ...service('d', 'portal'),
        endpoint: `'https://portal-' || n || '.test'`,
        web_endpoint_base: `'https://sites-' || n || '.test'`,
        endpoint_tls_client_profile_id: id('7'),
      },
    },
    catalog: { rows: MANY, columns: named('e', 'catalog', theirs) },
    catalog_setting: { rows: SOME, columns: { ...named('f', 'setting', theirs), catalog_id: id('e') } },
    configured_gateway_service: {
      rows: SOME,
      columns: { ...named('0', 'gateway', theirs), catalog_id: id('e'), gateway_service_id: id('c', oneOf(SOME)) },
    },
    user_registry: {
      rows: FEW,
      columns: {
        ...named('1', 'registry', theirs),
        identity_providers: `jsonb_build_array(jsonb_build_object('name', 'idp-' || n, 'title', 'IDP'))`,
      },
    },
    api_key: {
      rows: SOME,
      columns: { ...named('7', 'key'), user_id: 'administrator.id', key_hash: hash(`'key'`) },
    },
    registration: {
      rows: FEW,
      columns: { ...named('2', 'client'), client_id: `'client-' || n`, client_secret: `'\\x00'` },
    },
    org_invitation: {
      rows: MANY,
      columns: {
        ...named('3', 'invitation'),
        email: `'Guest-' || n || '@acme.test'`,
        accepted_at: often(2, 'now()', 'NULL'),
        invited_org_id: often(2, theirs, 'NULL'),
        invited_user_id: often(2, id('2'), 'NULL'),
      },
    },
    member_invitation: {
      rows: SOME,
      columns: {
        ...named('4', 'invitation', theirs),
        email: `'Guest-' || n || '@acme.test'`,
        role_ids: `ARRAY[${id('3')}]`,
      },
    },
    access_token: { rows: MANY, columns: { ...token('5'), subject_type: `'user'` } },
    refresh_token: { rows: SOME, columns: token('6') },
    one_time_token: {
      rows: SOME,
      columns: {
        ...row('7'),
        purpose: `'invitation'`,
        subject_id: id('3'),
        token_hash: hash(`'once'`),
        expires_at: LATER,
        ends_at: LATER,
      },
    },
    delivery: {
      rows: MANY,
      columns: {
        ...row(DIGITS.delivery),
        template: `'invitation'`,
        recipient: `'Guest-' || n || '@acme.test'`,
        cause_type: `'org_invitation'`,
        cause_id: id('3'),
        state: often(50, `'failed'`, `'sent'`),
        variables: often(50, `'\\x00'::bytea`, 'NULL'),
        next_attempt_at: 'now()',
      },
    },
    delivery_attempt: {
      rows: SOME,
      columns: {
        ...row('9'),
        delivery_id: id('8'),
        started_at: 'now()',
        finished_at: 'now()',
        outcome: `'sent'`,
        stage: `'data'`,
        response: `'250 OK'`,
      },
    },
    audit_event: {
      rows: MANY,
      columns: {
        ...base(DIGITS.audit_event),
        step: '0',
        caller_kind: `'user'`,
        caller_id: id('2', oneOf(SOME)),
        caller_name: `'user-x' || ${oneOf(SOME)}`,
        request: `'POST /api/cloud/orgs'`,
        request_id: `'request-' || n`,
        action: `(ARRAY['create', 'update', 'delete', 'sign-in'])[n % 4 + 1]`,
        object_type: `(ARRAY['org', 'user', 'mail_server'])[n % 3 + 1]`,
        object_id: id('1', oneOf(SOME)),
        changed_fields: `'{title}'`,
        outcome: often(100, `'refused'`, `'success'`),
      },
    },
    idempotent_request: {
      rows: SOME,
      columns: {
        ...row('b'),
        created_at: 'now()',
        caller: `'user:' || n`,
        key: `'key'`,
        request_hash: hash(`'request'`),
        status: '201',
        answer: `'\\x00'`,
      },
    },
    rate_limit: {
      rows: SOME,
      columns: { key: `'known-account:' || n`, points: '1', expire: `(extract(epoch FROM ${LATER}) * 1000)::bigint` },
    },
  };
}

function token(digit: string) {
  return {
    ...row(digit),
    session_id: id(digit),
    user_id: id('2'),
    registration_id: often(4, id('2', oneOf(FEW)), 'NULL'),
    token_hash: hash(`'token'`),
    expires_at: LATER,
  };
}
