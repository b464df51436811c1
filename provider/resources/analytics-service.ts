import { string } from '../framework/attribute-builder.ts';
import { constraints } from '../generated/constraints.ts';
import { availabilityZoneName, ZONES, zoneParent } from '../rest/availability-zone.ts';
import { defineResource } from '../rest/definition.ts';
import { id, name, summary, title } from '../rest/header.ts';
import { ordinaryResource } from '../rest/ordinary-resource.ts';
import { optionalReference } from '../rest/reference.ts';
import { isSameUrl } from '../rest/spelling.ts';
import { CLIENT_PROFILES } from '../rest/tls-profile.ts';
import { visibility, visibilityForm } from '../rest/visibility.ts';
import { reference } from '../rest/wire-form.ts';

const from = 'gatepost_tls_client_profile.example.id';

export const analyticsService = defineResource(
  ordinaryResource({
    typeName: 'gatepost_analytics_service',
    description: 'A service that gateways send what they see to, registered in an availability zone.',
    attributes: {
      id,
      title,
      name,
      summary,
      availability_zone: availabilityZoneName,
      endpoint: string({
        description: 'URL where the cloud reaches it.',
        optional: true,
        constraint: constraints.analytics_service.endpoint,
        sameMeaning: isSameUrl,
      }),
      client_endpoint_tls_client_profile_id: optionalReference({
        description: 'Id of the TLS client profile with which its data are asked for.',
        from,
      }),
      ingestion_endpoint_tls_client_profile_id: optionalReference({
        description: 'Id of the TLS client profile with which data are sent to it.',
        from,
      }),
      visibility,
    },
    collection: `${ZONES}/{availability_zone}/analytics-services`,
    parent: zoneParent,
    wire: {
      client_endpoint_tls_client_profile_id: reference('client_endpoint_tls_client_profile_url', CLIENT_PROFILES),
      ingestion_endpoint_tls_client_profile_id: reference('ingestion_endpoint_tls_client_profile_url', CLIENT_PROFILES),
      visibility: visibilityForm,
    },
  }),
);
