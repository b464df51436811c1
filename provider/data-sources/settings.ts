import { catalogSettings } from '../resources/catalog-settings.ts';
import { organizationSettings } from '../resources/organization-settings.ts';
import { defineDataSource } from '../rest/definition.ts';
import { settingsFound } from '../rest/settings-found.ts';

/** What organizations and catalogs settle for themselves. */
export const settingsDataSources = [
  settingsFound(organizationSettings, 'What an organization settles for itself; null is as the cloud settings say.'),
  settingsFound(catalogSettings, 'How a catalog works, and who mails about it come from.'),
].map((source) => defineDataSource(source));
