import { string } from '../framework/attribute-builder.ts';
import { timeouts } from '../framework/timeouts.ts';
import { constraints } from '../generated/constraints.ts';
import { availabilityZoneName, ZONES, zoneParent } from '../rest/availability-zone.ts';
import { defineResource } from '../rest/definition.ts';
import { every } from '../rest/every.ts';
import { type HeaderView, headerOf, headerToWire, id, name, summary, title } from '../rest/header.ts';
import { locateIn } from '../rest/import-within.ts';
import { expandPath } from '../rest/path.ts';
import { idOf, optionalReference } from '../rest/reference.ts';
import { plannedName, restResource } from '../rest/resource.ts';
import {
  EMAIL_SERVER_TIMEOUT,
  notificationSettingsId,
  settingsReference,
  whenEmailServerSelected,
} from '../rest/selected-email-server.ts';
import { isSameUrl } from '../rest/spelling.ts';

interface PortalServiceView extends HeaderView {
  readonly endpoint: string;
  readonly web_endpoint_base: string;
  readonly endpoint_tls_client_profile_url: string | null;
}

const typeName = 'gatepost_portal_service';
const PORTALS = `${ZONES}/{availability_zone}/portal-services`;

/** All but the zone, which the view knows by its id alone. */
function stateOf(view: PortalServiceView) {
  return {
    ...headerOf(view),
    ...settingsReference,
    summary: view.summary ?? null,
    endpoint: view.endpoint,
    web_endpoint_base: view.web_endpoint_base,
    endpoint_tls_client_profile_id: idOf(view.endpoint_tls_client_profile_url),
  };
}

export const portalService = defineResource(
  restResource({
    typeName,
    description:
      'A developer portal, registered in an availability zone. It needs a selected email server: refer to the notification settings with `notification_settings_id`.',
    attributes: {
      id,
      title,
      name,
      summary,
      endpoint: string({
        description: 'URL of its management. A change replaces the service.',
        required: true,
        requiresReplace: true,
        constraint: constraints.portal_service.endpoint,
        sameMeaning: isSameUrl,
      }),
      web_endpoint_base: string({
        description: 'URL under which its sites are reached.',
        required: true,
        constraint: constraints.portal_service.web_endpoint_base,
        sameMeaning: isSameUrl,
      }),
      availability_zone: availabilityZoneName,
      endpoint_tls_client_profile_id: optionalReference({
        description: 'Id of the TLS client profile with which `endpoint` is called.',
        from: 'gatepost_tls_client_profile.example.id',
      }),
      notification_settings_id: notificationSettingsId,
      timeouts: timeouts(EMAIL_SERVER_TIMEOUT),
    },
    collection: PORTALS,
    parent: zoneParent,
    toWire: ({ plan, prior, client }) => ({
      ...headerToWire(plan),
      summary: plan.summary,
      // Refused in a change, even unchanged.
      endpoint: prior ? undefined : plan.endpoint,
      web_endpoint_base: plan.web_endpoint_base,
      endpoint_tls_client_profile_url:
        plan.endpoint_tls_client_profile_id &&
        client.url(`/orgs/admin/tls-client-profiles/${plan.endpoint_tls_client_profile_id}`),
    }),
    fromWire: stateOf,
    creating: whenEmailServerSelected,
    locate: (call, importId) => locateIn(call, { typeName, collection: PORTALS }, zoneParent, stateOf, importId),
    findExisting: async ({ client, plan, signal }, error) => {
      const taken = plannedName(plan, error);
      const portals = await every<PortalServiceView>(client, expandPath(PORTALS, plan), signal);
      const existing = portals.find(({ endpoint, name }) => endpoint === plan.endpoint || name === taken);
      return existing && `${plan.availability_zone}/${existing.id}`;
    },
  }),
);
