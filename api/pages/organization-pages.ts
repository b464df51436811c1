import { catalogPages } from './catalog/index.ts';
import { catalogSettingPage } from './catalog-setting/index.ts';
import type { Page } from './frame/page.ts';
import { invitationPage } from './invitation/index.ts';
import { invitationListPage } from './invitation-list/index.ts';
import { OWNER_INVITATIONS } from './invitation-list/kind.ts';
import { organizationPage } from './organization/index.ts';
import { organizationListPage } from './organization-list/index.ts';
import { organizationNewPage } from './organization-new/index.ts';
import { ownOrganizationPage } from './own-organization/index.ts';
import { ownOrganizationSettingPage } from './own-organization-setting/index.ts';

/** Organizations with their catalogs, and inviting whoever shall open one. */
export const organizationPages: readonly Page[] = [
  organizationListPage,
  organizationNewPage,
  organizationPage,
  invitationListPage(OWNER_INVITATIONS),
  invitationPage(OWNER_INVITATIONS),
  ownOrganizationPage,
  ownOrganizationSettingPage,
  ...catalogPages,
  catalogSettingPage,
];
