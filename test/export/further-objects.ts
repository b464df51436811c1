import { create } from '../api/builder.ts';
import { roleUrl } from '../api/person.ts';
import type { TestApi } from '../api/start-api.ts';

const ZONES = '/orgs/admin/availability-zones';
const TEMPLATES = '/cloud/settings/notification-templates';

/** How many of each kind `addFurther` makes: they are exported once a resource of the provider covers them. */
export const FURTHER: Readonly<Record<string, number>> = {
  availability_zone: 1,
  analytics_service: 1,
  gateway_service: 1,
  user_registry: 1,
  role: 1,
  member: 1,
  registration: 1,
  notification_template: 1,
};

export const REGISTRATION_SECRET = 'secret of a pipeline';

/** What nothing else refers to. @param paul the URL of a user */
export async function addFurther(api: TestApi, paul: string): Promise<void> {
  await create(api, ZONES, { title: 'Zone B' });
  const zone = `${ZONES}/zone-b`;
  const analytics = await create(api, `${zone}/analytics-services`, {
    title: 'Analytics',
    endpoint: 'https://analytics.acme.test',
  });
  const gateway = await create(api, `${zone}/gateway-services`, {
    title: 'Gateway',
    endpoint: 'https://gateway.acme.test',
    api_endpoint_base: 'https://apis.acme.test',
    gateway_service_type: 'datapower-api-gateway',
    sni: [{ host: '*', tls_server_profile_url: '/api/orgs/admin/tls-server-profiles/tls-server-profile-default' }],
  });
  await api.admin.patch(`${zone}/gateway-services/${gateway.id}`, { analytics_service_url: analytics.url }).expect(200);
  await create(api, '/user-registries/admin', { title: 'Partners', registry_type: 'lur', case_sensitive: true });
  const permission_urls = ['org/view', 'org/settings:view'].map((name) => `/api/cloud/permissions/${name}`);
  const role = await create(api, '/orgs/admin/roles', { title: 'Auditor', permission_urls });
  const role_urls = [role.url, roleUrl('viewer')];
  await api.admin.post('/orgs/admin/members', { user: { url: paul }, role_urls }).expect(201);
  await create(api, '/cloud/registrations', {
    title: 'Pipeline',
    client_id: 'pipeline',
    client_secret: REGISTRATION_SECRET,
    scopes: ['org/view'],
  });
  await api.admin.patch(`${TEMPLATES}/cloud/password-reset`, { subject: 'Your new password' }).expect(200);
}
