import type { ObjectKind } from '../object/kind.ts';
import { nameOf, optionsFrom } from '../object/named.ts';
import { objectPages } from '../object/pages.ts';
import { ENDPOINT_COLUMN, headFields, serviceOf, VISIBILITY_COLUMN, zoneFact } from './shared.ts';
import { visibilityOf, withVisibility } from './visibility.ts';

const common = serviceOf('analytics-services');

/** Where gateways send what they see. */
const analytics: ObjectKind = {
  ...common,
  nav: { section: 'services', icon: 'activity' },
  words: {
    title: 'services.analytics',
    lead: 'services.analyticsLead',
    create: 'services.newAnalytics',
    none: 'services.noAnalytics',
    advice: 'services.analyticsAdvice',
  },
  columns: [ENDPOINT_COLUMN, VISIBILITY_COLUMN],
  async form(visit, view) {
    const options = await optionsFrom(visit, '/orgs/admin/tls-client-profiles');
    const profile = { kind: 'select', empty: 'null', options } as const;
    return {
      fields: [
        ...(await headFields(visit, view)),
        { name: 'endpoint', label: 'services.endpoint', hint: 'services.analyticsEndpointHint', empty: 'null' },
        { ...profile, name: 'client_endpoint_tls_client_profile_url', label: 'services.clientProfile' },
        { ...profile, name: 'ingestion_endpoint_tls_client_profile_url', label: 'services.ingestionProfile' },
        visibilityOf(visit, view),
      ],
    };
  },
  starting: { visibility: { type: 'public' } },
  complete: (body, view) => withVisibility(common.complete(body), view),
  async look(visit, view) {
    const page = '/cloud/tls-client-profiles';
    const [zone, client, ingestion] = await Promise.all([
      zoneFact(visit, view),
      nameOf(visit, view.client_endpoint_tls_client_profile_url, page),
      nameOf(visit, view.ingestion_endpoint_tls_client_profile_url, page),
    ]);
    return {
      facts: [
        zone,
        { label: visit.t('services.clientProfile'), ...client },
        { label: visit.t('services.ingestionProfile'), ...ingestion },
      ],
    };
  },
};

export const analyticsPages = objectPages(analytics);
