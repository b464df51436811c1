import type { FilterField } from '../frame/filter.ts';
import type { Visit } from '../frame/page.ts';
import type { ServerName } from './server-name.ts';

/** What deliveries are filtered by, called as the API calls it; the state is chosen above the list. */
const FIELDS: readonly FilterField[] = [
  { name: 'recipient', label: 'deliveries.recipient' },
  { name: 'template', label: 'deliveries.template' },
  { name: 'org_url', label: 'deliveries.organization', hint: 'deliveries.organizationHint' },
  { name: 'mail_server_url', label: 'deliveries.server', hint: 'deliveries.serverHint' },
  { name: 'created_after', label: 'deliveries.after', kind: 'datetime-local', hint: 'frame.utc' },
  { name: 'created_before', label: 'deliveries.before', kind: 'datetime-local', hint: 'frame.utc' },
  { name: 'cause_id', label: 'deliveries.cause', hint: 'deliveries.causeHint' },
  { name: 'cause_type', label: 'deliveries.causeType', hint: 'deliveries.causeTypeHint' },
];

/** All that is passed on to the API. */
export const ASKED = [{ name: 'state', label: 'deliveries.state' }, ...FIELDS] as const;

/** The fields, with names to choose from as far as whoever visits may see them. */
export async function fieldsFor(visit: Visit, servers: readonly ServerName[]): Promise<FilterField[]> {
  const [templates, organizations] = await Promise.all([templatesOf(visit), organizationsOf(visit)]);
  const offered: Readonly<Record<string, readonly string[]>> = {
    template: templates,
    org_url: organizations,
    mail_server_url: servers.map(({ name }) => name),
  };
  return FIELDS.map((field) => ({ ...field, suggestions: offered[field.name] ?? [] }));
}

async function templatesOf(visit: Visit): Promise<string[]> {
  if (!visit.may('GET /cloud/settings/notification-templates')) return [];
  const { body } = await visit.read('/cloud/settings/notification-templates', { fields: 'name' });
  return [...new Set<string>(body.results.map(({ name }: { name: string }) => name))].sort();
}

async function organizationsOf(visit: Visit): Promise<string[]> {
  if (!visit.may('GET /cloud/orgs')) return [];
  const { body } = await visit.read('/cloud/orgs', { fields: 'name', limit: '200' });
  return body.results.map(({ name }: { name: string }) => name);
}
