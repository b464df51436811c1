import type { ObjectKind } from '../object/kind.ts';
import { namesOf } from '../object/named.ts';
import { objectPages } from '../object/pages.ts';
import { visibilityOf, withVisibility } from '../service/visibility.ts';
import { CHOICES, expiryCell, HEAD, protocolsCell, STARTING, storeFacts, storeFields, versionCell } from './shared.ts';
import { servicesWith } from './user.ts';

/** How the cloud speaks TLS to others. */
const clientProfiles: ObjectKind = {
  path: '/cloud/tls-client-profiles',
  nav: { section: 'tls', icon: 'shield' },
  words: {
    title: 'tls.clientProfiles',
    lead: 'tls.clientProfilesLead',
    create: 'tls.newClientProfile',
    none: 'tls.noProfiles',
    advice: 'tls.clientProfilesAdvice',
  },
  routes: {
    list: 'GET /orgs/{org}/tls-client-profiles',
    create: 'POST /orgs/{org}/tls-client-profiles',
    get: 'GET /orgs/{org}/tls-client-profiles/{item}',
    update: 'PATCH /orgs/{org}/tls-client-profiles/{item}',
    remove: 'DELETE /orgs/{org}/tls-client-profiles/{item}',
  },
  collection: '/orgs/admin/tls-client-profiles',
  columns: [
    { label: 'tls.version', cell: versionCell },
    { label: 'tls.protocols', cell: protocolsCell },
    { label: 'tls.certificates', cell: expiryCell },
  ],
  async form(visit, view) {
    return {
      fields: [
        ...HEAD,
        ...(view === null ? [{ name: 'version', label: 'tls.version', hint: 'tls.versionHint' }] : []),
        ...(await storeFields(visit)),
        { name: 'server_name_indication', label: 'tls.sni', kind: 'checkbox' },
        { name: 'insecure_server_connections', label: 'tls.insecure', hint: 'tls.insecureHint', kind: 'checkbox' },
        visibilityOf(visit, view),
      ],
      choices: CHOICES,
    };
  },
  starting: { ...STARTING, server_name_indication: true, elliptic_curve_auto_negotiation: true },
  complete: withVisibility,
  async look(visit, view) {
    const [stores, servers, services] = await Promise.all([
      storeFacts(visit, view),
      namesOf(visit, view.mail_server_urls, '/cloud/email-servers'),
      servicesWith(visit, view.url),
    ]);
    return { facts: [...stores, { label: visit.t('tls.usedBy'), several: [...servers, ...services] }] };
  },
  isCode: true,
};

export const tlsClientProfilePages = objectPages(clientProfiles);
