import type { Field } from '../frame/form.ts';
import type { ObjectKind } from '../object/kind.ts';
import { objectPages } from '../object/pages.ts';
import { chainsOf, firstEnd } from './chain.ts';
import { profilesWith } from './user.ts';

const TITLE: Field = { name: 'title', label: 'object.title', required: true };
const SUMMARY: Field = { name: 'summary', label: 'object.summary', empty: 'null' };

/** Certificates with their private keys, dropped as files or pasted. */
const keystores: ObjectKind = {
  path: '/cloud/keystores',
  nav: { section: 'tls', icon: 'key-round' },
  words: {
    title: 'tls.keystores',
    lead: 'tls.keystoresLead',
    create: 'tls.newKeystore',
    none: 'tls.noKeystores',
    advice: 'tls.keystoresAdvice',
  },
  routes: {
    list: 'GET /orgs/{org}/keystores',
    create: 'POST /orgs/{org}/keystores',
    get: 'GET /orgs/{org}/keystores/{item}',
    update: 'PATCH /orgs/{org}/keystores/{item}',
    remove: 'DELETE /orgs/{org}/keystores/{item}',
  },
  collection: '/orgs/admin/keystores',
  columns: [
    { label: 'tls.subject', cell: ({ certificates }) => ({ text: certificates[0]?.subject }) },
    { label: 'tls.firstEnd', cell: ({ certificates }, visit) => firstEnd(visit, certificates) },
  ],
  form: (_visit, view) => ({
    fields: [
      TITLE,
      SUMMARY,
      {
        name: 'keystore',
        label: 'tls.keystore',
        hint: view === null ? 'tls.keystoreHint' : 'tls.keystoreAgain',
        kind: 'textarea',
        isSecret: true,
        ...(view === null && { required: true }),
      },
      { name: 'password', label: 'tls.storePassword', hint: 'tls.storePasswordHint', kind: 'password' },
    ],
  }),
  async look(visit, view) {
    return {
      facts: [{ label: visit.t('tls.usedBy'), several: await profilesWith(visit, 'keystore_url', view) }],
      chains: chainsOf(visit, view.certificates),
    };
  },
  scripts: ['drop.js'],
  isCode: true,
};

export const keystorePages = objectPages(keystores);
