import { deliverySummary } from './delivery-summary.ts';
import { emailServerProbe } from './email-server-probe.ts';
import { foundDataSources } from './found.ts';
import { listedDataSources } from './listed.ts';
import { notificationSettings } from './notification-settings.ts';
import { notificationTemplate } from './notification-template.ts';
import { notificationTemplates } from './notification-templates.ts';
import { permissions } from './permissions.ts';
import { settingsDataSources } from './settings.ts';
import { tlsClientProfile } from './tls-client-profile.ts';
import { tlsServerProfile } from './tls-server-profile.ts';
import { user } from './user.ts';

export const dataSources = [
  ...foundDataSources,
  ...listedDataSources,
  ...settingsDataSources,
  tlsClientProfile,
  tlsServerProfile,
  notificationSettings,
  notificationTemplate,
  notificationTemplates,
  user,
  permissions,
  emailServerProbe,
  deliverySummary,
];
