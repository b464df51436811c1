import { MUTUAL_AUTHENTICATION } from '../../tables/tls-server-profile.ts';
import type { ObjectKind } from '../object/kind.ts';
import { objectPages } from '../object/pages.ts';
import { visibilityOf, withVisibility } from '../service/visibility.ts';
import { CHOICES, expiryCell, HEAD, protocolsCell, STARTING, storeFacts, storeFields, versionCell } from './shared.ts';
import { servicesWith } from './user.ts';

/** How gateways speak TLS to their callers. */
const serverProfiles: ObjectKind = {
  path: '/cloud/tls-server-profiles',
  nav: { section: 'tls', icon: 'server' },
  words: {
    title: 'tls.serverProfiles',
    lead: 'tls.serverProfilesLead',
    create: 'tls.newServerProfile',
    none: 'tls.noProfiles',
    advice: 'tls.serverProfilesAdvice',
  },
  routes: {
    list: 'GET /orgs/{org}/tls-server-profiles',
    create: 'POST /orgs/{org}/tls-server-profiles',
    get: 'GET /orgs/{org}/tls-server-profiles/{item}',
    update: 'PATCH /orgs/{org}/tls-server-profiles/{item}',
    remove: 'DELETE /orgs/{org}/tls-server-profiles/{item}',
  },
  collection: '/orgs/admin/tls-server-profiles',
  columns: [
    { label: 'tls.version', cell: versionCell },
    { label: 'tls.protocols', cell: protocolsCell },
    { label: 'tls.certificates', cell: expiryCell },
  ],
  async form(visit, view) {
    const words = { none: 'tls.mutualNone', request: 'tls.mutualRequest', require: 'tls.mutualRequire' } as const;
    return {
      fields: [
        ...HEAD,
        ...(view === null ? [{ name: 'version', label: 'tls.version', hint: 'tls.versionHint' }] : []),
        ...(await storeFields(visit)),
        {
          name: 'mutual_authentication',
          label: 'tls.mutual',
          kind: 'select',
          required: true,
          options: MUTUAL_AUTHENTICATION.map((value) => ({ value, label: visit.t(words[value]) })),
        },
        { name: 'limit_renegotiation', label: 'tls.limitRenegotiation', kind: 'checkbox' },
        visibilityOf(visit, view),
      ],
      choices: CHOICES,
    };
  },
  starting: { ...STARTING, mutual_authentication: 'none', limit_renegotiation: true },
  complete: withVisibility,
  async look(visit, view) {
    const [stores, services] = await Promise.all([storeFacts(visit, view), servicesWith(visit, view.url)]);
    return { facts: [...stores, { label: visit.t('tls.usedBy'), several: services }] };
  },
  isCode: true,
};

export const tlsServerProfilePages = objectPages(serverProfiles);
