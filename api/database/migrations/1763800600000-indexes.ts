import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whatever a request looks up is served by an index: lists, references from the other side, filters, what has expired. */
export class Indexes1763800600000 implements MigrationInterface {
  readonly name = 'Indexes1763800600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ALL.map(creationOf).join(''));
    await runner.query('DROP INDEX "delivery_cause"');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX "delivery_cause" ON "delivery" ("cause_type", "cause_id")');
    await runner.query(ALL.map(({ name }) => `DROP INDEX "${name}";`).join(''));
  }
}

interface Index {
  name: string;
  table: string;
  /** What stands after the table. */
  rest: string;
}

const creationOf = ({ name, table, rest }: Index) => `CREATE INDEX "${name}" ON "${table}" ${rest};`;

/** Of plain columns, with the name PostgreSQL itself would give it. */
function plain(table: string, ...columns: string[]): Index {
  return { name: `${table}_${columns.join('_')}_idx`, table, rest: `("${columns.join('", "')}")` };
}

const own = (table: string, what: string, rest: string): Index => ({ name: `${table}_${what}_idx`, table, rest });

/** The rows of a parent in the order of lists. */
const list = (table: string, parent = 'org_id') => plain(table, parent, 'created_at', 'id');

const LISTED = [
  'analytics_service',
  'availability_zone',
  'catalog',
  'configured_gateway_service',
  'email_server',
  'gateway_service',
  'keystore',
  'member',
  'member_invitation',
  'org_invitation',
  'organization',
  'portal_service',
  'registration',
  'role',
  'tls_client_profile',
  'tls_server_profile',
  'truststore',
  'user',
  'user_registry',
];

/** They are listed by zone and over all organizations too, and found by who sees them. */
const SERVICES = ['analytics_service', 'gateway_service', 'portal_service'];

/** The referencing side of foreign keys, which a deletion on the other side looks up. */
const REFERENCES = [
  ['access_token', 'registration_id'],
  ['analytics_service', 'client_endpoint_tls_client_profile_id'],
  ['analytics_service', 'ingestion_endpoint_tls_client_profile_id'],
  ['catalog', 'owner_id'],
  ['catalog_setting', 'org_id'],
  ['configured_gateway_service', 'gateway_service_id'],
  ['email_server', 'tls_client_profile_id'],
  ['gateway_service', 'analytics_service_id'],
  ['gateway_service', 'tls_client_profile_id'],
  ['member_invitation', 'member_id'],
  ['one_time_token', 'org_id'],
  ['org_invitation', 'invited_org_id'],
  ['org_invitation', 'invited_user_id'],
  ['portal_service', 'endpoint_tls_client_profile_id'],
  ['refresh_token', 'registration_id'],
  ['tls_client_profile', 'keystore_id'],
  ['tls_client_profile', 'truststore_id'],
  ['tls_server_profile', 'keystore_id'],
  ['tls_server_profile', 'truststore_id'],
] as const;

const ALL: readonly Index[] = [
  ...LISTED.map((table) => list(table)),
  list('user', 'user_registry_id'),
  ...REFERENCES.map(([table, column]) => plain(table, column)),
  ...SERVICES.flatMap((table) => [
    list(table, 'availability_zone_id'),
    plain(table, 'created_at', 'id'),
    plain(table, 'name'),
    own(table, 'visibility_type', `((visibility ->> 'type'))`),
    own(table, 'visibility_org_ids', `USING gin ((visibility -> 'org_ids') jsonb_path_ops)`),
  ]),
  own('gateway_service', 'sni', 'USING gin (sni jsonb_path_ops)'),
  own('user_registry', 'identity_providers', 'USING gin (identity_providers jsonb_path_ops)'),
  own('member', 'role_ids', 'USING gin (role_ids)'),
  own('member_invitation', 'role_ids', 'USING gin (role_ids)'),
  own('user', 'email', '(user_registry_id, lower(email))'),
  own('member_invitation', 'pending_email', '(org_id, lower(email)) WHERE accepted_at IS NULL'),
  own('org_invitation', 'pending_email', '(org_id, lower(email)) WHERE accepted_at IS NULL'),
  plain('delivery', 'cause_id', 'created_at'),
  plain('delivery', 'created_at', 'id'),
  ...['caller_name', 'object_type', 'action', 'outcome'].map((column) => plain('audit_event', column, 'created_at')),
  plain('audit_event', 'request_id'),
  plain('refresh_token', 'expires_at'),
  plain('one_time_token', 'expires_at'),
  plain('idempotent_request', 'created_at'),
  plain('rate_limit', 'expire'),
];
