import { apiPath } from '../frame/api-path.ts';
import { bodyOf, type Field } from '../frame/form.ts';
import type { Visit } from '../frame/page.ts';
import type { View } from '../object/kind.ts';
import { optionsFrom } from '../object/named.ts';

const FLAGS: readonly Field[] = [
  { name: 'production_mode', label: 'catalogs.productionMode', hint: 'catalogs.productionHint', kind: 'checkbox' },
  { name: 'spaces_enabled', label: 'catalogs.spaces', kind: 'checkbox' },
  { name: 'consumer_self_service_onboarding', label: 'catalogs.onboarding', kind: 'checkbox' },
  { name: 'custom_notification_templates_enabled', label: 'catalogs.ownTexts', kind: 'checkbox' },
  { name: 'hash_client_secret', label: 'catalogs.hashSecrets', kind: 'checkbox' },
  { name: 'task_self_approval', label: 'catalogs.selfApproval', kind: 'checkbox' },
  { name: 'test_app_enabled', label: 'catalogs.testApp', kind: 'checkbox' },
];

const SENDER: readonly Field[] = [
  { name: 'email_sender.custom', label: 'ownOrganization.custom', hint: 'catalogs.senderHint', kind: 'checkbox' },
  { name: 'email_sender.name', label: 'ownOrganization.senderName', empty: 'null' },
  { name: 'email_sender.address', label: 'ownOrganization.senderAddress', kind: 'email' },
];

const NO_PORTAL = 'none';

/** Where the portal is, and of which kind; kinds that this page does not know stay. */
async function portalFields(visit: Visit, { portal }: View): Promise<Field[]> {
  const kinds = [...new Set([NO_PORTAL, 'drupal', ...(portal?.type ? [String(portal.type)] : [])])];
  const options = kinds.map((kind) => ({
    value: kind,
    label: kind === NO_PORTAL ? visit.t('catalogs.noPortal') : kind,
  }));
  return [
    { name: 'portal.type', label: 'catalogs.portal', kind: 'select', required: true, options },
    { name: 'portal.endpoint', label: 'catalogs.portalEndpoint', hint: 'catalogs.portalHint', empty: 'null' },
    {
      name: 'portal.portal_service_url',
      label: 'catalogs.portalService',
      kind: 'select',
      empty: 'null',
      options: await portalServices(visit, portal?.portal_service_url),
    },
  ];
}

/** What is set stays a choice, for whoever may not see the services too. */
async function portalServices(visit: Visit, current: unknown) {
  const options = await optionsFrom(visit, apiPath`/orgs/${visit.params.org}/portal-services`);
  if (typeof current !== 'string' || options.some(({ value }) => value === current)) return options;
  return [...options, { value: current, label: current }];
}

export async function settingFields(visit: Visit, setting: View): Promise<Field[]> {
  return [...FLAGS, ...(await portalFields(visit, setting)), ...SENDER];
}

/** What was typed, as the API takes it. */
export async function typedSetting(visit: Visit, setting: View): Promise<Record<string, unknown>> {
  const { typed } = visit;
  const { portal } = bodyOf(typed, await portalFields(visit, setting));
  return {
    ...bodyOf(typed, FLAGS),
    // What else the portal has is of others.
    portal: typed['portal.type'] === NO_PORTAL ? { type: NO_PORTAL } : { ...setting.portal, ...Object(portal) },
    // Without a sender of its own nothing that stands in its fields counts.
    ...(typed['email_sender.custom'] === 'true' ? bodyOf(typed, SENDER) : { email_sender: null }),
  };
}
