import { idOfUrl } from '../frame/api-path.ts';
import type { Cell, ObjectKind, View } from '../object/kind.ts';
import { nameOf, optionsFrom } from '../object/named.ts';
import { objectPages } from '../object/pages.ts';
import { ENDPOINT_COLUMN, headFields, serviceOf, VISIBILITY_COLUMN, zoneFact } from './shared.ts';
import { visibilityOf, withVisibility } from './visibility.ts';

const common = serviceOf('gateway-services');

/** Gateways, which catalogs are given. */
const gateways: ObjectKind = {
  ...common,
  nav: { section: 'services', icon: 'server' },
  words: {
    title: 'services.gateways',
    lead: 'services.gatewaysLead',
    create: 'services.newGateway',
    none: 'services.noGateways',
    advice: 'services.gatewaysAdvice',
  },
  columns: [
    ENDPOINT_COLUMN,
    { label: 'services.gatewayType', cell: (view) => ({ text: view.gateway_service_type }) },
    VISIBILITY_COLUMN,
  ],
  async form(visit, view) {
    const [profiles, analytics, integrations] = await Promise.all([
      optionsFrom(visit, '/orgs/admin/tls-client-profiles'),
      optionsFrom(visit, '/orgs/admin/analytics-services'),
      optionsFrom(visit, '/cloud/integrations/gateway-service'),
    ]);
    return {
      fields: [
        ...(await headFields(visit, view)),
        { name: 'endpoint', label: 'services.endpoint', hint: 'services.gatewayEndpointHint', required: true },
        { name: 'api_endpoint_base', label: 'services.apiEndpoint', hint: 'services.apiEndpointHint', empty: 'null' },
        {
          name: 'integration_url',
          label: 'services.integration',
          kind: 'select',
          empty: 'null',
          options: integrations,
        },
        {
          name: 'gateway_service_type',
          label: 'services.gatewayType',
          hint: 'services.gatewayTypeHint',
          empty: 'null',
        },
        {
          name: 'tls_client_profile_url',
          label: 'services.endpointProfile',
          kind: 'select',
          empty: 'null',
          options: profiles,
        },
        {
          name: 'analytics_service_url',
          label: 'services.analyticsOf',
          kind: 'select',
          empty: 'null',
          // Services are listed as an organization sees them, and named by where they stand.
          options: withCurrent(analytics, view),
        },
        visibilityOf(visit, view),
      ],
    };
  },
  starting: { visibility: { type: 'public' } },
  complete: (body, view) => withVisibility(common.complete(body), view),
  async look(visit, view) {
    const [zone, profile, analytics] = await Promise.all([
      zoneFact(visit, view),
      nameOf(visit, view.tls_client_profile_url, '/cloud/tls-client-profiles'),
      nameOf(visit, view.analytics_service_url, '/cloud/analytics-services'),
    ]);
    return {
      facts: [
        zone,
        { label: visit.t('services.endpointProfile'), ...profile },
        { label: visit.t('services.analyticsOf'), ...analytics },
        { label: visit.t('services.sni'), several: namesIn(view) },
      ],
    };
  },
};

/** The one that is set is among the options by the very URL that the view has. */
function withCurrent(options: readonly { value: string; label: string }[], view: View | null) {
  const current: string = view?.analytics_service_url ?? '';
  const id = idOfUrl(current);
  return options.map((each) => (id && each.value.endsWith(`/${id}`) ? { ...each, value: current } : each));
}

const namesIn = ({ sni }: View): Cell[] => (sni ?? []).map(({ host }: View) => ({ text: host }));

export const gatewayPages = objectPages(gateways);
