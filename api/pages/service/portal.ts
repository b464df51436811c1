import type { ObjectKind } from '../object/kind.ts';
import { nameOf, optionsFrom } from '../object/named.ts';
import { objectPages } from '../object/pages.ts';
import { ENDPOINT_COLUMN, headFields, serviceOf, VISIBILITY_COLUMN, zoneFact } from './shared.ts';
import { visibilityOf, withVisibility } from './visibility.ts';

const common = serviceOf('portal-services');

/** Developer portals; a selected email server comes before the first. */
const portals: ObjectKind = {
  ...common,
  nav: { section: 'services', icon: 'users' },
  words: {
    title: 'services.portals',
    lead: 'services.portalsLead',
    create: 'services.newPortal',
    none: 'services.noPortals',
    advice: 'services.portalsAdvice',
  },
  columns: [
    ENDPOINT_COLUMN,
    { label: 'services.webEndpoint', cell: (view) => ({ text: view.web_endpoint_base }) },
    VISIBILITY_COLUMN,
  ],
  async form(visit, view) {
    const profiles = await optionsFrom(visit, '/orgs/admin/tls-client-profiles');
    return {
      fields: [
        ...(await headFields(visit, view)),
        ...(view === null
          ? [{ name: 'endpoint', label: 'services.endpoint', hint: 'services.endpointFixed', required: true } as const]
          : []),
        { name: 'web_endpoint_base', label: 'services.webEndpoint', hint: 'services.webEndpointHint', required: true },
        {
          name: 'endpoint_tls_client_profile_url',
          label: 'services.endpointProfile',
          kind: 'select',
          empty: 'null',
          options: profiles,
        },
        visibilityOf(visit, view),
      ],
    };
  },
  starting: { visibility: { type: 'public' } },
  complete: (body, view) => withVisibility(common.complete(body), view),
  async look(visit, view) {
    const profile = await nameOf(visit, view.endpoint_tls_client_profile_url, '/cloud/tls-client-profiles');
    return {
      facts: [
        await zoneFact(visit, view),
        { label: visit.t('services.endpoint'), text: view.endpoint },
        { label: visit.t('services.endpointProfile'), ...profile },
      ],
    };
  },
};

export const portalPages = objectPages(portals);
