import { KNOWN_SCOPES } from '../../access/scope.ts';
import type { Visit } from '../frame/page.ts';
import type { ObjectKind, View } from '../object/kind.ts';
import { objectPages } from '../object/pages.ts';

/** Programs that call the API: each has an id and a secret. */
const registrations: ObjectKind = {
  path: '/cloud/registrations',
  nav: { section: 'access', icon: 'monitor' },
  words: {
    title: 'access.registrations',
    lead: 'access.registrationsLead',
    create: 'access.newRegistration',
    none: 'access.noRegistrations',
    advice: 'access.registrationsAdvice',
  },
  routes: {
    list: 'GET /cloud/registrations',
    create: 'POST /cloud/registrations',
    get: 'GET /cloud/registrations/{item}',
    update: 'PATCH /cloud/registrations/{item}',
    remove: 'DELETE /cloud/registrations/{item}',
  },
  collection: '/cloud/registrations',
  columns: [
    { label: 'access.clientId', cell: (view) => ({ text: view.client_id }) },
    { label: 'access.scopes', cell: ({ scopes }, { t }) => ({ text: scopes.join(', ') || t('access.noScopes') }) },
    { label: 'access.state', cell: stateCell },
  ],
  form: (visit, view) => ({
    fields: [
      { name: 'title', label: 'object.title', required: true },
      { name: 'summary', label: 'object.summary', empty: 'null' },
      ...(view === null ? [{ name: 'client_id', label: 'access.clientId', hint: 'access.clientIdHint' }] : []),
      {
        name: 'client_secret',
        label: 'access.clientSecret',
        hint: view === null ? 'access.clientSecretHint' : 'access.clientSecretAgain',
        kind: 'password',
        autocomplete: 'new-password',
      },
      {
        name: 'state',
        label: 'access.state',
        kind: 'select',
        required: true,
        options: [
          { value: 'enabled', label: visit.t('access.enabled') },
          { value: 'disabled', label: visit.t('access.disabled') },
        ],
      },
    ],
    choices: [
      {
        name: 'scopes',
        label: 'access.scopes',
        hint: 'access.scopesHint',
        options: scopesFor(view).map((value) => ({ value, label: value })),
      },
    ],
  }),
  look: async (visit, view) => ({
    facts: [
      { label: visit.t('access.clientId'), text: view.client_id },
      { label: visit.t('access.state'), ...stateCell(view, visit) },
    ],
  }),
  secret: { field: 'client_secret', label: 'access.clientSecret', advice: 'access.secretOnce' },
  isCode: true,
};

/** The permissions by their own names, and what else a client has by names of API Connect. */
function scopesFor(view: View | null): string[] {
  const own = KNOWN_SCOPES.filter((scope) => scope.includes('/'));
  return [...new Set([...own, ...(view?.scopes ?? [])])];
}

function stateCell({ state, unreadable }: View, { t }: Visit) {
  if (unreadable) return { badge: { tone: 'bad', label: t('access.unreadable') } } as const;
  const isOn = state === 'enabled';
  return { badge: { tone: isOn ? 'good' : 'plain', label: t(isOn ? 'access.enabled' : 'access.disabled') } } as const;
}

export const registrationPages = objectPages(registrations);
