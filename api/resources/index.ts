import type { AnyDefinition } from '../crud/definition.ts';
import { catalog } from './catalogs/catalog.ts';
import { catalogSetting } from './catalogs/catalog-setting.ts';
import { configuredGatewayService } from './catalogs/configured-gateway-service.ts';
import { cloudSetting } from './cloud/cloud-setting.ts';
import { userRegistrySetting } from './cloud/user-registry-setting.ts';
import { delivery } from './email/delivery.ts';
import { emailServer } from './email/email-server.ts';
import { notificationTemplate } from './email/notification-template.ts';
import { member } from './organizations/member.ts';
import { memberInvitation } from './organizations/member-invitation.ts';
import { orgInvitation } from './organizations/org-invitation.ts';
import { organization } from './organizations/organization.ts';
import { role } from './organizations/role.ts';
import { registration } from './people/registration.ts';
import { user } from './people/user.ts';
import { userRegistry } from './people/user-registry.ts';
import { analyticsService } from './services/analytics-service.ts';
import { availabilityZone } from './services/availability-zone.ts';
import { gatewayService } from './services/gateway-service.ts';
import { portalService } from './services/portal-service.ts';
import { keystore } from './tls/keystore.ts';
import { tlsClientProfile } from './tls/tls-client-profile.ts';
import { tlsServerProfile } from './tls/tls-server-profile.ts';
import { truststore } from './tls/truststore.ts';

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
