import { bool, string } from '../framework/attribute-builder.ts';
import { plainError } from '../framework/diagnostic.ts';
import { notificationTemplate as resource } from '../resources/notification-template.ts';
import { defineDataSource } from '../rest/definition.ts';
import { demandParents } from '../rest/missing-parent.ts';
import { BASE_LANGUAGE, type TextView, textPath, textState, textsPlace } from '../rest/notification-text.ts';
import { placeAttributes, readAttributes } from '../rest/read-attributes.ts';
import { explained } from '../rest/refusal.ts';

const typeName = 'gatepost_notification_template';

const attributes = {
  ...readAttributes(resource.attributes),
  ...placeAttributes(resource.attributes, '{organization_id}{catalog_id}{scope}{mail}'),
  language: string({
    description: `Language of the text. Default \`${BASE_LANGUAGE}\`.`,
    optional: true,
    computed: true,
    default: BASE_LANGUAGE,
  }),
  is_changed: bool({
    description: 'Whether somebody has changed it here; otherwise it is what it stands over.',
    computed: true,
  }),
};

export const notificationTemplate = defineDataSource({
  typeName,
  description: 'What a mail says in one language, for the cloud, an organization or a catalog, changed or not.',
  attributes,
  read: ({ client, config, signal }) => {
    const within = { signal, path: textsPlace(config), values: config };
    return explained({ client, typeName, attributes, config, within }, async () => {
      const view = await client.find<TextView>(
        textPath({ ...config, language: config.language ?? BASE_LANGUAGE }),
        signal,
      );
      if (view) return { ...textState(view), is_changed: view.is_changed };
      await demandParents(client, within);
      throw plainError('There is no such text', 'Nothing has this `scope`, `mail` and `language` here.');
    });
  },
});
