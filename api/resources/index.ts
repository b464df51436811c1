import type { AnyDefinition } from '../crud/definition.ts';
import { availabilityZone } from './availability-zone.ts';
import { cloudSetting } from './cloud-settings.ts';
import { delivery } from './delivery.ts';
import { emailServer } from './email-server.ts';
import { keystore } from './keystore.ts';
import { member } from './member.ts';
import { notificationTemplate } from './notification-template.ts';
import { orgInvitation } from './org-invitation.ts';
import { organization } from './organization.ts';
import { portalService } from './portal-service.ts';
import { registration } from './registration.ts';
import { role } from './role.ts';
import { tlsClientProfile } from './tls-client-profile.ts';
import { truststore } from './truststore.ts';
import { user } from './user.ts';
import { userRegistry } from './user-registry.ts';

/** Every kind of object the API serves, a line each. */
export const resources: readonly AnyDefinition[] = [
  organization,
  userRegistry,
  user,
  role,
  member,
  registration,
  orgInvitation,
  keystore,
  truststore,
  tlsClientProfile,
  emailServer,
  cloudSetting,
  availabilityZone,
  portalService,
  notificationTemplate,
  delivery,
];
