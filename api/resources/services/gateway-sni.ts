import { z } from 'zod';
import type { Scope } from '../../context.ts';
import * as field from '../../crud/field.ts';
import { resolveReferences } from '../../crud/reference.ts';
import { referenceUrl } from '../../crud/url.ts';
import type { ServerName } from '../../tables/gateway-service.ts';
import { tlsServerProfile } from '../tls/tls-server-profile.ts';

export const sniField = z
  .array(
    field.map(
      z.object({ host: field.line(255), tls_server_profile_url: field.reference() }).catchall(field.storable()),
    ),
    'must be a list of {host, tls_server_profile_url}',
  )
  .max(field.MAX_REFERENCES, `must name at most ${field.MAX_REFERENCES}`)
  .describe('Which TLS server profile is spoken for which host name; `*` is every other.');

export type SentServerName = z.infer<typeof sniField>[number];

/** Keeps the profiles by id. @throws a violation at the URL that refers to none of the organization's */
export async function readSni(scope: Scope, orgId: string, sent: readonly SentServerName[]): Promise<ServerName[]> {
  const urls = sent.map(({ tls_server_profile_url: url }) => url);
  const pointerAt = (index: number) => `/sni/${index}/tls_server_profile_url`;
  const profiles = await resolveReferences(scope, pointerAt, urls, tlsServerProfile, orgId);
  return sent.map(({ tls_server_profile_url: _url, ...others }, index) => ({
    ...others,
    tls_server_profile_id: profiles[index]?.id ?? '',
  }));
}

export function presentSni(scope: Scope, orgId: string, names: readonly ServerName[]): SentServerName[] {
  return names.map(({ tls_server_profile_id: id, ...others }) => ({
    ...others,
    tls_server_profile_url: referenceUrl(scope, tlsServerProfile, id, orgId) ?? '',
  }));
}
