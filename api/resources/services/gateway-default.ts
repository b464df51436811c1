import type { Scope } from '../../context.ts';
import * as field from '../../crud/field.ts';
import { gatewayService } from './gateway-service.ts';
import { resolveService, sharedServiceUrl } from './shared-service.ts';

/** The gateways that new catalogs get, in the cloud settings. */
export const defaultGatewaysField = field
  .references('must be a list of gateway services')
  .nullable()
  .describe('What new catalogs get.');

/** @throws a violation at the URL that refers to no gateway */
export async function readDefaultGateways(scope: Scope, urls: readonly string[] | null): Promise<string[]> {
  const ids: string[] = [];
  for (const [index, url] of (urls ?? []).entries()) {
    const pointer = `/gateway_service_default_urls/${index}`;
    ids.push((await resolveService(scope, pointer, url, gatewayService, scope.adminOrgId)).id);
  }
  return [...new Set(ids)];
}

export function presentDefaultGateways(scope: Scope, ids: readonly string[]): string[] {
  return ids.map((id) => sharedServiceUrl(scope, gatewayService, id, scope.adminOrgId));
}
