import type { Visit } from '../frame/page.ts';
import type { Cell, View } from '../object/kind.ts';

const COLLECTIONS = ['portal-services', 'gateway-services', 'analytics-services'] as const;

/** Wherever services name profiles. */
function profilesOf(service: View): (string | null | undefined)[] {
  const names: View[] = service.sni ?? [];
  return [
    service.endpoint_tls_client_profile_url,
    service.tls_client_profile_url,
    service.client_endpoint_tls_client_profile_url,
    service.ingestion_endpoint_tls_client_profile_url,
    ...names.map((name) => name.tls_server_profile_url),
  ];
}

/** The services that use a profile, as far as they may be seen. */
export async function servicesWith(visit: Visit, profileUrl: string): Promise<Cell[]> {
  const found = await Promise.all(
    COLLECTIONS.map(async (collection) => {
      const answer = await visit.call('GET', `/orgs/admin/${collection}`, { query: { limit: '1000' } });
      const services: View[] = answer.ok ? answer.body.results : [];
      return services
        .filter((service) => profilesOf(service).includes(profileUrl))
        .map(({ id, title }) => ({ to: `/cloud/${collection}/${id}`, text: title }));
    }),
  );
  return found.flat();
}
