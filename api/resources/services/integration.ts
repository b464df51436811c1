import { z } from 'zod';
import type { Scope } from '../../context.ts';
import { shown } from '../../crud/field.ts';
import { fixedId, fixedRoutes } from '../../crud/fixed-collection.ts';

/** What services and registries can be made of, by the kind that paths name: names and titles. */
const INTEGRATIONS = new Map<string, readonly (readonly [string, string])[]>([
  [
    'gateway-service',
    [
      ['datapower-gateway', 'DataPower Gateway'],
      ['datapower-api-gateway', 'DataPower API Gateway'],
      ['datapower-nano-gateway', 'DataPower Nano Gateway'],
      ['wm-api-gateway', 'webMethods API Gateway'],
      ['event-gateway', 'Event Gateway'],
    ],
  ],
  ['portal-service', [['devportal', 'Developer Portal']]],
  [
    'user-registry',
    [
      ['lur', 'Local User Registry'],
      ['ldap', 'LDAP'],
      ['authurl', 'Authentication URL'],
      ['oidc', 'OpenID Connect'],
    ],
  ],
]);

/** The catalogue of integrations. */
export const integrationRoutes = fixedRoutes({
  path: '/cloud/integrations',
  access: 'signed-in',
  nouns: 'integrations',
  schema: z
    .strictObject({
      type: z.literal('integration'),
      api_version: z.literal('2.0.0'),
      id: shown.id(),
      name: z.string(),
      title: z.string(),
      integration_type: z.string(),
      url: z.url(),
    })
    .meta({ id: 'Integration' }),
  collections: [...INTEGRATIONS.keys()],
  viewsOf: (scope, kind) => (INTEGRATIONS.get(kind) ?? []).map(([name, title]) => present(scope, kind, name, title)),
});

function present(scope: Scope, kind: string, name: string, title: string) {
  return {
    type: 'integration',
    api_version: '2.0.0',
    id: fixedId('integration', `${kind}/${name}`),
    name,
    title,
    integration_type: kind.replaceAll('-', '_'),
    url: integrationUrl(scope, kind, name),
  };
}

export function integrationUrl(scope: Scope, kind: string, name: string): string {
  return `${scope.publicUrl()}/api/cloud/integrations/${kind}/${name}`;
}

/** The name of the integration a URL stands for, on any host and by name or id; undefined: there is none. */
export function nameOfIntegration(kind: string, url: string): string | undefined {
  return INTEGRATIONS.get(kind)?.find(([name]) => isIntegration(kind, name, url))?.[0];
}

/** Whether a URL, on any host and by name or id, is that of the integration. */
export function isIntegration(kind: string, name: string, url: string): boolean {
  const path = /(?:^|\/)api\/cloud\/integrations\/([^/?#]+)\/([^/?#]+)\/?$/.exec(url);
  return path?.[1] === kind && [name, fixedId('integration', `${kind}/${name}`)].includes(path[2] ?? '');
}
