import type { Visit } from '../frame/page.ts';
import type { ObjectKind, View } from '../object/kind.ts';
import { objectPages } from '../object/pages.ts';

/** Keys of one's own, by which programs sign in as oneself. */
const apiKeys: ObjectKind = {
  path: '/cloud/api-keys',
  nav: { section: 'access', icon: 'key-round' },
  words: {
    title: 'access.apiKeys',
    lead: 'access.apiKeysLead',
    create: 'access.newApiKey',
    none: 'access.noApiKeys',
    advice: 'access.apiKeysAdvice',
  },
  routes: {
    list: 'GET /cloud/api-keys',
    create: 'POST /cloud/api-keys',
    get: 'GET /cloud/api-keys/{item}',
    remove: 'DELETE /cloud/api-keys/{item}',
  },
  collection: '/cloud/api-keys',
  columns: [
    { label: 'access.state', cell: stateCell },
    { label: 'access.expires', cell: ({ expires_at: at }) => ({ at }) },
    { label: 'access.lastUsed', cell: ({ last_used_at: at }) => ({ at }) },
  ],
  form: () => ({
    fields: [
      { name: 'title', label: 'object.title', required: true },
      { name: 'description', label: 'object.summary' },
      { name: 'ttl', label: 'access.ttl', hint: 'access.ttlHint', kind: 'number' },
    ],
  }),
  look: async (visit, view) => ({
    facts: [
      { label: visit.t('object.summary'), text: view.description },
      { label: visit.t('access.state'), ...stateCell(view, visit) },
      { label: visit.t('access.expires'), at: view.expires_at },
      { label: visit.t('access.lastUsed'), at: view.last_used_at },
    ],
  }),
  secret: { field: 'api_key', label: 'access.apiKey', advice: 'access.secretOnce' },
  // It would have to live in the state.
  isCode: false,
};

function stateCell({ state }: View, { t }: Visit) {
  const words = { enabled: 'access.enabled', expired: 'access.expired', used: 'access.used' } as const;
  const tone = state === 'enabled' ? 'good' : 'plain';
  return { badge: { tone, label: t(words[state as keyof typeof words] ?? 'access.used') } } as const;
}

export const apiKeyPages = objectPages(apiKeys);
