import { bool, list, listOf, string } from '../framework/attribute-builder.ts';
import { notificationTemplate as resource } from '../resources/notification-template.ts';
import { defineDataSource } from '../rest/definition.ts';
import { every } from '../rest/every.ts';
import { type TextView, textState, textsPath, textsPlace } from '../rest/notification-text.ts';
import { placeAttributes, readAttributes } from '../rest/read-attributes.ts';
import { explained } from '../rest/refusal.ts';

const typeName = 'gatepost_notification_templates';

const attributes = {
  ...placeAttributes(resource.attributes, '{organization_id}{catalog_id}'),
  scope: string({ description: 'Only those of this scope, such as `cloud` or `provider`.', optional: true }),
  mail_contains: string({
    description: 'Only those of mails whose name contains this text, in upper or lower case.',
    optional: true,
  }),
  only_changed: bool({ description: 'Only those that somebody has changed here.', optional: true }),
  ids: list('string', { description: 'Their ids, in the same order.', computed: true }),
  items: listOf(
    {
      ...readAttributes(resource.attributes),
      is_changed: bool({ description: 'Whether somebody has changed it here.', computed: true }),
    },
    { description: 'The texts, by scope and mail.', computed: true },
  ),
};

export const notificationTemplates = defineDataSource({
  typeName,
  description:
    'What all mails say in English, for the cloud, an organization or a catalog, changed or not. Other languages are read one by one, with `gatepost_notification_template`.',
  attributes,
  read: ({ client, config, signal }) => {
    const within = { signal, path: textsPlace(config), values: config };
    return explained({ client, typeName, attributes, config, within }, async () => {
      const { scope, mail_contains: part, only_changed: onlyChanged } = config;
      const views = await every<TextView>(client, textsPath(config), signal);
      const items = views
        .filter((view) => scope === null || view.scope === scope)
        .filter((view) => view.notification_template_type.includes(part?.toLowerCase() ?? ''))
        .filter((view) => view.is_changed || !onlyChanged)
        .map((view) => ({ ...textState(view), is_changed: view.is_changed }));
      return { ids: items.map(({ id }) => id), items };
    });
  },
});
