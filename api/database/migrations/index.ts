import { FirstTables1763800000000 } from './1763800000000-first-tables.ts';
import { Sessions1763800100000 } from './1763800100000-sessions.ts';
import { People1763800200000 } from './1763800200000-people.ts';
import { ServicesAndCatalogs1763800300000 } from './1763800300000-services-and-catalogs.ts';
import { AuditEvents1763800400000 } from './1763800400000-audit-events.ts';
import { NotificationTemplates1763800500000 } from './1763800500000-notification-templates.ts';
import { Indexes1763800600000 } from './1763800600000-indexes.ts';
import { DerivedColumns1763800700000 } from './1763800700000-derived-columns.ts';
import { KeyedIdempotency1763802000000 } from './1763802000000-keyed-idempotency.ts';
import { Rights1763803000000 } from './1763803000000-rights.ts';
import { SingletonTitles1763804000000 } from './1763804000000-singleton-titles.ts';
import { FurtherFields1763804000001 } from './1763804000001-further-fields.ts';
import { ApiKeys1763805000000 } from './1763805000000-api-keys.ts';
import { OrgSettings1763805001000 } from './1763805001000-org-settings.ts';
import { HeldMail1763805002000 } from './1763805002000-held-mail.ts';
import { ProfileVisibility1763805003000 } from './1763805003000-profile-visibility.ts';
import { RouteEpoch1763806000000 } from './1763806000000-route-epoch.ts';
import { HeloName1763807000000 } from './1763807000000-helo-name.ts';
import { TlsMode1763807001000 } from './1763807001000-tls-mode.ts';
import { MailServerSlots1763810001000 } from './1763810001000-mail-server-slots.ts';
import { MailServerBreakers1763810002000 } from './1763810002000-mail-server-breakers.ts';
import { MailPriority1763810003000 } from './1763810003000-mail-priority.ts';
import { AttemptTls1763811000000 } from './1763811000000-attempt-tls.ts';
import { DeliverySight1763811001000 } from './1763811001000-delivery-sight.ts';
import { DeliveryTrace1763811002000 } from './1763811002000-delivery-trace.ts';
import { MailOauth21763812000000 } from './1763812000000-mail-oauth2.ts';
import { MailContent1763814000000 } from './1763814000000-mail-content.ts';
import { Dkim1763814001000 } from './1763814001000-dkim.ts';
import { CertificateExpiry1763814002000 } from './1763814002000-certificate-expiry.ts';
import { InvitationLanguage1763814003000 } from './1763814003000-invitation-language.ts';
import { Growth1763819000000 } from './1763819000000-growth.ts';
import { Months1763819001000 } from './1763819001000-months.ts';
import { Provenance1763820000000 } from './1763820000000-provenance.ts';
import { SortedLists1763823000000 } from './1763823000000-sorted-lists.ts';
import { NewestTokens1763824000000 } from './1763824000000-newest-tokens.ts';

/** Every migration in its order, a line each. What has landed is never edited. */
export const migrations = [
  FirstTables1763800000000,
  Sessions1763800100000,
  People1763800200000,
  ServicesAndCatalogs1763800300000,
  AuditEvents1763800400000,
  NotificationTemplates1763800500000,
  Indexes1763800600000,
  DerivedColumns1763800700000,
  KeyedIdempotency1763802000000,
  Rights1763803000000,
  SingletonTitles1763804000000,
  FurtherFields1763804000001,
  ApiKeys1763805000000,
  OrgSettings1763805001000,
  HeldMail1763805002000,
  ProfileVisibility1763805003000,
  RouteEpoch1763806000000,
  HeloName1763807000000,
  TlsMode1763807001000,
  MailServerSlots1763810001000,
  MailServerBreakers1763810002000,
  MailPriority1763810003000,
  AttemptTls1763811000000,
  DeliverySight1763811001000,
  DeliveryTrace1763811002000,
  MailOauth21763812000000,
  MailContent1763814000000,
  Dkim1763814001000,
  CertificateExpiry1763814002000,
  InvitationLanguage1763814003000,
  Growth1763819000000,
  Months1763819001000,
  Provenance1763820000000,
  SortedLists1763823000000,
  NewestTokens1763824000000,
];
