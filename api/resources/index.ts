import type { AnyDefinition } from '../crud/definition.ts';
import { analyticsService } from './analytics-service.ts';
import { availabilityZone } from './availability-zone.ts';
import { catalog } from './catalog.ts';
import { catalogSetting } from './catalog-setting.ts';
import { cloudSetting } from './cloud-settings.ts';
import { configuredGatewayService } from './configured-gateway-service.ts';
import { delivery } from './delivery.ts';
import { emailServer } from './email-server.ts';
import { gatewayService } from './gateway-service.ts';
import { keystore } from './keystore.ts';
import { member } from './member.ts';
import { memberInvitation } from './member-invitation.ts';
import { notificationTemplate } from './notification-template.ts';
import { orgInvitation } from './org-invitation.ts';
import { organization } from './organization.ts';
import { portalService } from './portal-service.ts';
import { registration } from './registration.ts';
import { role } from './role.ts';
import { tlsClientProfile } from './tls-client-profile.ts';
import { tlsServerProfile } from './tls-server-profile.ts';
import { truststore } from './truststore.ts';
import { user } from './user.ts';
import { userRegistry } from './user-registry.ts';
import { userRegistrySetting } from './user-registry-setting.ts';

/** Every kind of object the API serves, a line each. */
export const resources: readonly AnyDefinition[] = [
  organization,
  userRegistry,
  user,
  role,
  member,
  registration,
  orgInvitation,
  memberInvitation,
  keystore,
  truststore,
  tlsClientProfile,
  emailServer,
  cloudSetting,
  userRegistrySetting,
  availabilityZone,
  portalService,
  tlsServerProfile,
  analyticsService,
  gatewayService,
  catalog,
  catalogSetting,
  configuredGatewayService,
  notificationTemplate,
  delivery,
];
