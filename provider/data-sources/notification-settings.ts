import {
  notificationSettings as resource,
  SETTINGS,
  type SettingsView,
  settingsState,
} from '../resources/notification-settings.ts';
import { defineDataSource } from '../rest/definition.ts';
import { readAttributes } from '../rest/read-attributes.ts';
import { explained } from '../rest/refusal.ts';

const { typeName } = resource;
const attributes = readAttributes(resource.attributes);

export const notificationSettings = defineDataSource({
  typeName,
  description:
    'Which email server is selected for notifications, if any, who the sender is, and by what mail is signed. There is one set of settings in a cloud.',
  attributes,
  read: ({ client, signal }) =>
    explained({ client, typeName, attributes }, async () => {
      const state = settingsState(await client.get<SettingsView>(SETTINGS, signal));
      return { ...state, email_server_id: state.email_server_id || null };
    }),
});
