import { bool, object, string } from '../framework/attribute-builder.ts';
import { constraints } from '../generated/constraints.ts';
import { defineResource } from '../rest/definition.ts';
import { inOrganization, organizationId } from '../rest/organization.ts';
import { fixed, optionalReference, requiredReference } from '../rest/reference.ts';
import { sender, senderForm, senderPointers } from '../rest/sender.ts';
import { settingsResource } from '../rest/settings-resource.ts';
import { isSameUrl } from '../rest/spelling.ts';
import { placedIn, reference, renamed, within } from '../rest/wire-form.ts';

const flag = (description: string, value = false) =>
  bool({ description: `${description} Default \`${value}\`.`, optional: true, computed: true, default: value });

const portal = object(
  {
    type: string({ description: 'Such as `drupal`; `none`: it has no portal.', required: true }),
    endpoint: string({
      description: 'URL under which people open it; whoever owns the catalog is told by mail.',
      optional: true,
      constraint: constraints.portal_service.endpoint,
      sameMeaning: isSameUrl,
    }),
    portal_service_id: optionalReference({
      description: 'Id of the portal service that it is on.',
      from: 'gatepost_portal_service.example.id',
    }),
  },
  {
    description: 'The developer portal of the catalog. Default: none.',
    optional: true,
    computed: true,
    default: { type: 'none', endpoint: null, portal_service_id: null },
  },
);

const catalogId = fixed(
  requiredReference({
    description: 'Id of the catalog. A change replaces the settings.',
    from: 'gatepost_catalog.example.id',
  }),
);

export const catalogSettings = defineResource(
  settingsResource({
    typeName: 'gatepost_catalog_settings',
    description:
      'How a catalog works, and who mails about it come from. There is one such set in each catalog: declare it once. Destroying it resets the catalog to what a new one has.',
    attributes: {
      id: string({ description: 'The id of the catalog.', computed: true, unknownWhen: 'created' }),
      organization_id: organizationId,
      catalog_id: catalogId,
      sender,
      portal,
      production_mode: flag('Whether conflicts are errors rather than forced through.'),
      spaces_enabled: flag('Whether it is divided into spaces.'),
      consumer_self_service_onboarding: flag('Whether consumers can register by themselves.', true),
      custom_notification_templates_enabled: flag('Whether it has texts of mails of its own.'),
      hash_client_secret: flag('Whether secrets of applications are kept as hashes only.'),
      task_self_approval: flag('Whether people may approve what they asked for.'),
      test_app_enabled: flag('Whether it has an application for tests.'),
    },
    path: '/catalogs/{organization_id}/{catalog_id}/settings',
    wire: {
      id: placedIn('catalog_url'),
      organization_id: inOrganization,
      catalog_id: placedIn('catalog_url'),
      sender: senderForm,
      portal: within('portal', {
        type: renamed('type'),
        endpoint: renamed('endpoint'),
        portal_service_id: reference('portal_service_url', '/orgs/{organization_id}/portal-services'),
      }),
    },
    pointers: senderPointers,
  }),
);
