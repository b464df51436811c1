import { listOf, string } from '../framework/attribute-builder.ts';
import { constraints } from '../generated/constraints.ts';
import { availabilityZoneName, ZONES, zoneParent } from '../rest/availability-zone.ts';
import { defineResource } from '../rest/definition.ts';
import { id, name, summary, title } from '../rest/header.ts';
import { ordinaryResource } from '../rest/ordinary-resource.ts';
import { optionalReference, requiredReference } from '../rest/reference.ts';
import { isSameInAnyCase, isSameUrl } from '../rest/spelling.ts';
import { CLIENT_PROFILES } from '../rest/tls-profile.ts';
import { visibility, visibilityForm } from '../rest/visibility.ts';
import { listWithin, reference, renamed } from '../rest/wire-form.ts';

const limits = constraints.gateway_service;

export const gatewayService = defineResource(
  ordinaryResource({
    typeName: 'gatepost_gateway_service',
    description: 'A gateway through which APIs are called, registered in an availability zone.',
    attributes: {
      id,
      title,
      name,
      summary,
      availability_zone: availabilityZoneName,
      endpoint: string({
        description: 'URL where the cloud manages the gateway.',
        required: true,
        constraint: limits.endpoint,
        sameMeaning: isSameUrl,
      }),
      api_endpoint_base: string({
        description: 'URL, or host name, under which the APIs are called.',
        optional: true,
        constraint: limits.api_endpoint_base,
        sameMeaning: isSameUrl,
      }),
      gateway_service_type: string({
        description: 'Kind of the gateway, such as `datapower-api-gateway`.',
        optional: true,
        constraint: limits.gateway_service_type,
      }),
      integration: string({
        description:
          'Name of what the cloud speaks to it with: `datapower-gateway`, `datapower-api-gateway`, `datapower-nano-gateway`, `wm-api-gateway` or `event-gateway`.',
        optional: true,
      }),
      tls_client_profile_id: optionalReference({
        description: 'Id of the TLS client profile with which `endpoint` is called.',
        from: 'gatepost_tls_client_profile.example.id',
      }),
      analytics_service_id: optionalReference({
        description: 'Id of the analytics service that it sends what it sees to. Without it: nowhere.',
        from: 'gatepost_analytics_service.example.id',
      }),
      sni: listOf(
        {
          host: string({
            description: 'Host name; `*` is every other.',
            required: true,
            sameMeaning: isSameInAnyCase,
          }),
          tls_server_profile_id: requiredReference({
            description: 'Id of the TLS server profile that is spoken for it.',
            from: 'data.gatepost_tls_server_profile.example.id',
          }),
        },
        {
          description: 'Which TLS server profile is spoken for which host name. Default: none.',
          optional: true,
          computed: true,
          default: [],
          constraint: limits.sni,
        },
      ),
      visibility,
    },
    collection: `${ZONES}/{availability_zone}/gateway-services`,
    parent: zoneParent,
    wire: {
      integration: reference('integration_url', '/cloud/integrations/gateway-service'),
      tls_client_profile_id: reference('tls_client_profile_url', CLIENT_PROFILES),
      analytics_service_id: reference('analytics_service_url', '/orgs/admin/analytics-services'),
      sni: listWithin('sni', {
        host: renamed('host'),
        tls_server_profile_id: reference('tls_server_profile_url', '/orgs/admin/tls-server-profiles'),
      }),
      visibility: visibilityForm,
    },
    pointers: { '/integration_url': ['integration'] },
  }),
);
