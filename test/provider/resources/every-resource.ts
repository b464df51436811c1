import type { ValueRecord } from '../../../provider/framework/value.ts';
import { signIn, type TestApi } from '../../api/start-api.ts';
import { TestEngine } from './test-engine.ts';

/** What the objects of the flow belong to and refer to. */
export type Surroundings = Readonly<Record<string, string>>;

/** A resource as the flow of `every-resource.test.ts` goes through it. */
export interface Case {
  /** Whoever owns the organization, where the cloud's administrator has no say. */
  readonly isOwners?: true;
  /** The first creates it, each of the others changes it in place; together they touch every attribute. */
  readonly steps: readonly ValueRecord[];
  /** By attribute: a value for which it is replaced. */
  readonly replaced?: ValueRecord;
  /** Where the API has it. */
  readonly path: (state: ValueRecord) => string;
  /** Besides its id, or `parent/id`: what it is imported by. */
  readonly importIds: (state: ValueRecord) => readonly string[];
  /** What somebody changes by hand, as the wire calls it. */
  readonly drift: ValueRecord;
  /** They are there from the beginning: nobody deletes them, and no other takes their name. */
  readonly isSettings?: true;
  /** In no answer of the API: what an import cannot bring. */
  readonly unanswered?: readonly string[];
  /** A change that leaves its secret alone, whatever it is said to be now, and the field of the wire that tells of it. */
  readonly secret?: { readonly unrelated: ValueRecord; readonly fingerprint: string };
  /** What is wrong with these, as `attribute: text`. */
  readonly errors?: readonly (readonly [ValueRecord, RegExp])[];
}

const ZONES = '/orgs/admin/availability-zones';
const ZONE = 'availability-zone-default';
const PASSWORD = 'long enough';
const NOBODY = '00000000-0000-4000-8000-000000000000';

/** Who owns the organization of the flow, besides its surroundings. */
export interface People {
  readonly ids: Surroundings;
  readonly owners: TestEngine;
  readonly token: string;
}

/** Makes what they need. */
export async function surround(engine: TestEngine, api: TestApi): Promise<People> {
  const idOf = idsBy(engine);
  const person = (username: string) => ({ username, email: `${username}@acme.test`, password: PASSWORD });
  const shipped = await api.admin.get('/orgs/admin/tls-server-profiles').expect(200);
  const owner = await idOf('gatepost_user', person('owner'));
  const organization = await idOf('gatepost_provider_organization', { title: 'Acme', owner_id: owner });
  const role = (title: string) => ({ organization_id: organization, title, permissions: ['org/view'] });
  const token = await signIn(api.url, 'owner', PASSWORD, 'provider/default-idp-2');
  const owners = new TestEngine();
  await owners.configure({ endpoint: api.url, token });
  const ownedIdOf = idsBy(owners);
  const ids = {
    owner,
    organization,
    other: await idOf('gatepost_provider_organization', { title: 'Other', owner_id: owner }),
    catalog: await ownedIdOf('gatepost_catalog', { organization_id: organization, title: 'Settled' }),
    user: await idOf('gatepost_user', person('member')),
    stranger: await idOf('gatepost_user', person('stranger')),
    role: await ownedIdOf('gatepost_role', role('One')),
    second: await ownedIdOf('gatepost_role', role('Two')),
    profile: await idOf('gatepost_tls_client_profile', { title: 'For services' }),
    analytics: await idOf('gatepost_analytics_service', { title: 'Shared analytics' }),
    serverProfile: shipped.body.results[0].id,
  };
  return { ids, owners, token };
}

export const idsBy = (engine: TestEngine) => async (typeName: string, config: ValueRecord) =>
  String((await engine.make(typeName, config)).state.id);

const inTurn = (...configurations: ValueRecord[]) => configurations;

export const cases: Readonly<Record<string, (ids: Surroundings) => Case>> = {
  gatepost_role: ({ organization = '', other = '' }) => ({
    isOwners: true,
    steps: inTurn(
      { organization_id: organization, title: 'Publisher', permissions: ['org/settings:view', 'org/view'] },
      { organization_id: organization, title: 'Lector', name: 'lector', summary: 'Reads.', permissions: ['org/view'] },
    ),
    replaced: { organization_id: other },
    path: ({ id }) => `/orgs/${organization}/roles/${id}`,
    importIds: ({ id, name }) => [`acme/${name}`, `${organization}/${id}`, String(id)],
    drift: { title: 'By hand' },
    errors: [
      [{ organization_id: organization, title: 'X', permissions: ['org/fly'] }, /^permissions: .*URL of a permission/s],
      [{ organization_id: organization, title: 'X', permissions: ['cloud/view'] }, /^permissions: .*admin can hold/s],
      [{ organization_id: 'acme', title: 'X', permissions: [] }, /^organization_id: .*must be an id/s],
    ],
  }),
  gatepost_member: ({ organization = '', user = '', owner = '', role = '', second = '' }) => ({
    isOwners: true,
    steps: inTurn(
      { organization_id: organization, user_id: user, role_ids: [role] },
      {
        organization_id: organization,
        user_id: user.toUpperCase(),
        role_ids: [second, role],
        title: 'M',
        name: 'mm',
        user_registry: 'api-manager-lur',
      },
    ),
    replaced: { user_id: owner },
    path: ({ id }) => `/orgs/${organization}/members/${id}`,
    importIds: ({ id, name }) => [`acme/${name}`, `${organization}/${id}`, String(id)],
    drift: { title: 'By hand' },
    errors: [
      [{ organization_id: organization, user_id: NOBODY, role_ids: [role] }, /^user_id: /],
      [{ organization_id: organization, user_id: owner, role_ids: [NOBODY] }, /^role_ids: /],
      [{ organization_id: organization, user_id: user, role_ids: ['viewer'] }, /^role_ids.*must be an id/s],
    ],
  }),
  gatepost_member_invitation: ({ organization = '', second = '' }) => ({
    isOwners: true,
    steps: inTurn(
      { organization_id: organization, email: 'new@acme.test', notify: false },
      { organization_id: organization, email: 'new@acme.test', notify: false, language: 'de', role_ids: [second] },
      {
        organization_id: organization,
        email: 'new@acme.test',
        notify: true,
        notification_settings_id: 'cloud-setting',
        timeouts: { create: '5s' },
      },
    ),
    replaced: { email: 'other@acme.test' },
    path: ({ id }) => `/orgs/${organization}/member-invitations/${id}`,
    importIds: ({ id, name = 'new-acme-test' }) => [`acme/${name}`, `${organization}/${id}`, String(id)],
    drift: { language: 'pt-BR' },
    unanswered: ['timeouts'],
    errors: [[{ organization_id: organization, email: 'nobody', notify: false }, /^email: .*e-mail address/s]],
  }),
  gatepost_user_registry: ({ other = '' }) => ({
    steps: inTurn(
      { title: 'Partners' },
      {
        title: 'Partner people',
        name: 'partner-people',
        summary: 'Ours',
        user_managed: false,
        case_sensitive: true,
        email_required: false,
        email_unique_if_exist: true,
        identity_providers: [{ name: 'partners-idp', title: 'Partners' }],
        visibility: { type: 'custom', organization_ids: [other] },
      },
    ),
    replaced: { organization_id: other },
    path: ({ id }) => `/orgs/admin/user-registries/${id}`,
    importIds: ({ id, name }) => [`admin/${name}`, `admin/${id}`, String(id), String(name)],
    drift: { summary: 'By hand' },
    errors: [[{ title: 'Y', visibility: { type: 'custom', organization_ids: [NOBODY] } }, /^visibility/]],
  }),
  gatepost_availability_zone: () => ({
    steps: inTurn({ title: 'North' }, { title: 'North', name: 'south', summary: 'Turned.' }),
    path: ({ id }) => `${ZONES}/${id}`,
    importIds: ({ id, name }) => [String(id), String(name)],
    drift: { title: 'By hand' },
    errors: [[{ title: 'Availability zone default' }, /exists already/]],
  }),
  gatepost_gateway_service: ({ profile = '', analytics = '', serverProfile = '', organization = '' }) => ({
    steps: inTurn(
      { title: 'Gateway', endpoint: 'https://gateway.acme.test' },
      {
        title: 'The gateway',
        name: 'the-gateway',
        summary: 'At the edge',
        endpoint: 'https://gateway2.acme.test',
        availability_zone: ZONE,
        api_endpoint_base: 'api.acme.test',
        gateway_service_type: 'datapower-api-gateway',
        integration: 'datapower-api-gateway',
        tls_client_profile_id: profile,
        analytics_service_id: analytics,
        sni: [{ host: '*', tls_server_profile_id: serverProfile }],
        visibility: { type: 'custom', organization_ids: [organization.toUpperCase()] },
      },
      { title: 'Gateway', name: 'the-gateway', endpoint: 'https://g.acme.test', visibility: { type: 'private' } },
    ),
    replaced: { availability_zone: 'elsewhere' },
    path: ({ id }) => `${ZONES}/${ZONE}/gateway-services/${id}`,
    importIds: ({ id, name }) => [`${ZONE}/${name}`, `${ZONE}/${id}`, String(id)],
    drift: { api_endpoint_base: 'by-hand.acme.test' },
    errors: [
      [{ title: 'Z', endpoint: 'gateway' }, /^endpoint: .*must be a URL/s],
      [{ title: 'Z', endpoint: 'https://z.test', integration: 'tin' }, /^integration: .*refers to no integration/s],
      [{ title: 'Z', endpoint: 'https://z.test', tls_client_profile_id: NOBODY }, /^tls_client_profile_id: /],
    ],
  }),
  gatepost_analytics_service: ({ profile = '', organization = '' }) => ({
    steps: inTurn(
      { title: 'Analytics' },
      {
        title: 'The analytics',
        name: 'the-analytics',
        summary: 'Of all',
        availability_zone: ZONE,
        endpoint: 'https://analytics.acme.test',
        client_endpoint_tls_client_profile_id: profile,
        ingestion_endpoint_tls_client_profile_id: profile,
        visibility: { type: 'custom', organization_ids: [organization] },
      },
      { title: 'The analytics', visibility: { type: 'private' } },
    ),
    replaced: { availability_zone: 'elsewhere' },
    path: ({ id }) => `${ZONES}/${ZONE}/analytics-services/${id}`,
    importIds: ({ id, name }) => [`${ZONE}/${name}`, `${ZONE}/${id}`, String(id)],
    drift: { title: 'By hand' },
    errors: [[{ title: 'Z', endpoint: 'nowhere' }, /^endpoint: .*must be a URL/s]],
  }),
  gatepost_catalog: ({ organization = '', other = '', owner = '', stranger = '' }) => ({
    isOwners: true,
    steps: inTurn(
      { organization_id: organization, title: 'Shop' },
      { organization_id: organization, title: 'The shop', name: 'the-shop', summary: 'Sells.', owner_id: owner },
    ),
    replaced: { organization_id: other },
    path: ({ id }) => `/orgs/${organization}/catalogs/${id}`,
    importIds: ({ id, name }) => [`acme/${name}`, `${organization}/${id}`, String(id)],
    drift: { title: 'By hand' },
    errors: [
      [{ organization_id: organization, title: 'V', owner_id: stranger }, /^owner_id: .*must be a member/s],
      [{ organization_id: organization, title: 'Sandbox' }, /exists already/],
    ],
  }),
  gatepost_catalog_settings: ({ organization = '', catalog = '', portalService = '' }) => ({
    isOwners: true,
    steps: inTurn(
      { organization_id: organization, catalog_id: catalog },
      {
        organization_id: organization,
        catalog_id: catalog,
        sender: { name: 'Shop', address: 'shop@acme.test' },
        portal: { type: 'drupal', endpoint: 'https://shop.acme.test', portal_service_id: portalService },
        production_mode: true,
        spaces_enabled: true,
        consumer_self_service_onboarding: false,
        custom_notification_templates_enabled: true,
        hash_client_secret: true,
        task_self_approval: true,
        test_app_enabled: true,
      },
      { organization_id: organization, catalog_id: catalog, sender: { address: 'shop@acme.test' } },
    ),
    path: () => `/catalogs/${organization}/${catalog}/settings`,
    importIds: () => ['acme/settled', `${organization}/${catalog}`],
    drift: { production_mode: true },
    isSettings: true,
    errors: [
      [
        { organization_id: organization, catalog_id: catalog, sender: { address: 'nobody' } },
        /^sender: .*sender.address must be/s,
      ],
      [{ organization_id: organization, catalog_id: 'sandbox' }, /^catalog_id: .*must be an id/s],
    ],
  }),
  gatepost_organization_settings: ({ organization = '' }) => ({
    isOwners: true,
    steps: inTurn(
      { organization_id: organization, sender: { name: 'Acme', address: 'acme@acme.test' } },
      { organization_id: organization, invitation_ttl_s: 3600, reset_password_ttl_s: 600 },
    ),
    path: () => `/orgs/${organization}/settings`,
    importIds: () => ['acme', organization],
    drift: { invitation_ttl: null },
    isSettings: true,
    errors: [
      [{ organization_id: organization, invitation_ttl_s: 1 }, /^invitation_ttl_s: .*60 or more/s],
      [{ organization_id: organization, sender: { address: 'nobody' } }, /^sender: .*sender.address must be/s],
    ],
  }),
  gatepost_registration: () => ({
    steps: inTurn(
      { title: 'Pipeline', client_secret: 'in the state' },
      { title: 'Pipeline', client_secret_wo: 'first secret', client_secret_wo_version: '1' },
      {
        title: 'The pipeline',
        name: 'the-pipeline',
        summary: 'Builds.',
        client_type: 'ci',
        scopes: ['cloud/view', 'org/view'],
        state: 'disabled',
        client_secret_wo: 'not sent',
        client_secret_wo_version: '1',
      },
      { title: 'Pipeline', name: 'the-pipeline', client_secret_wo: 'second', client_secret_wo_version: '2' },
    ),
    replaced: { client_id: 'another' },
    path: ({ id }) => `/cloud/registrations/${id}`,
    importIds: ({ id, name }) => [String(id), String(name)],
    drift: { state: 'disabled' },
    unanswered: ['client_secret_wo', 'client_secret_wo_version'],
    errors: [
      [{ title: 'R' }, /^client_secret_wo_version: client_secret is missing/],
      [{ title: 'R', client_secret: 's', scopes: ['cloud/fly'] }, /^scopes: .*must be one of/s],
      [{ title: 'R', client_secret: 's', client_id: 'toolkit' }, /^client_id: /],
    ],
  }),
  gatepost_notification_template: ({ organization = '', catalog = '' }) => ({
    isOwners: true,
    steps: inTurn(
      { organization_id: organization, scope: 'provider', mail: 'password-reset', subject: 'Anew' },
      {
        organization_id: organization,
        scope: 'provider',
        mail: 'password-reset',
        language: 'en',
        subject: 'A new password',
        body: 'Here it is.',
        body_html: '<p>Here it is.</p>',
        content_type: ['text'],
      },
    ),
    replaced: { language: 'de', catalog_id: catalog },
    path: () => `/orgs/${organization}/settings/notification-templates/provider/password-reset`,
    importIds: () => ['acme:provider/password-reset', `${organization}:provider/password-reset/en`],
    drift: { subject: 'By hand' },
    isSettings: true,
    errors: [
      [{ scope: 'cloud', mail: 'invitation' }, /^subject: .*says nothing/s],
      [{ scope: 'cloud', mail: 'invitation', catalog_id: catalog, body: 'x' }, /^organization_id: /],
      [
        { organization_id: organization, scope: 'provider', mail: 'password-changed', subject: '{{nonsense}}' },
        /^subject: .*cannot be rendered/s,
      ],
      [{ organization_id: organization, scope: 'provider', mail: 'greeting', subject: 'x' }, /Not found/],
    ],
  }),
};
