import { chainsOf, firstEnd } from '../keystore/chain.ts';
import { profilesWith } from '../keystore/user.ts';
import type { ObjectKind } from '../object/kind.ts';
import { objectPages } from '../object/pages.ts';

/** The certificates of those who are trusted. */
const truststores: ObjectKind = {
  path: '/cloud/truststores',
  nav: { section: 'tls', icon: 'badge-check' },
  words: {
    title: 'tls.truststores',
    lead: 'tls.truststoresLead',
    create: 'tls.newTruststore',
    none: 'tls.noTruststores',
    advice: 'tls.truststoresAdvice',
  },
  routes: {
    list: 'GET /orgs/{org}/truststores',
    create: 'POST /orgs/{org}/truststores',
    get: 'GET /orgs/{org}/truststores/{item}',
    update: 'PATCH /orgs/{org}/truststores/{item}',
    remove: 'DELETE /orgs/{org}/truststores/{item}',
  },
  collection: '/orgs/admin/truststores',
  columns: [
    { label: 'tls.certificates', isNumber: true, cell: ({ certificates }) => ({ text: String(certificates.length) }) },
    { label: 'tls.firstEnd', cell: ({ certificates }, visit) => firstEnd(visit, certificates) },
  ],
  form: () => ({
    fields: [
      { name: 'title', label: 'object.title', required: true },
      { name: 'summary', label: 'object.summary', empty: 'null' },
      {
        name: 'truststore',
        label: 'tls.truststore',
        hint: 'tls.truststoreHint',
        kind: 'textarea',
        required: true,
      },
      { name: 'password', label: 'tls.storePassword', hint: 'tls.truststorePasswordHint', kind: 'password' },
    ],
  }),
  async look(visit, view) {
    return {
      facts: [{ label: visit.t('tls.usedBy'), several: await profilesWith(visit, 'truststore_url', view) }],
      chains: chainsOf(visit, view.certificates),
    };
  },
  scripts: ['drop.js'],
  isCode: true,
};

export const truststorePages = objectPages(truststores);
