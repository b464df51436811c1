import type { Page } from './frame/page.ts';
import { invitationPage } from './invitation/index.ts';
import { invitationListPage } from './invitation-list/index.ts';
import { memberInvitations } from './invitation-list/kind.ts';
import { memberPage } from './member/index.ts';
import { memberListPage } from './member-list/index.ts';
import { memberNewPage } from './member-new/index.ts';
import { PLACES } from './place.ts';
import { registryPage } from './registry/index.ts';
import { registryListPage } from './registry-list/index.ts';
import { registryNewPage } from './registry-new/index.ts';
import { roleNewPage, rolePage } from './role/index.ts';
import { roleListPage } from './role-list/index.ts';
import { signInRegistriesPage } from './sign-in-registries/index.ts';
import { userPage } from './user/index.ts';
import { userNewPage } from './user-new/index.ts';
import { userPasswordPage } from './user-password/index.ts';

/** Members, their roles and invitations, of `admin` and of provider organizations; and the registries with their users. */
export const peoplePages: readonly Page[] = [
  memberNewPage,
  ...PLACES.flatMap((place) => [
    memberListPage(place),
    memberPage(place),
    invitationListPage(memberInvitations(place)),
    invitationPage(memberInvitations(place)),
    roleListPage(place),
    roleNewPage(place),
    rolePage(place),
  ]),
  signInRegistriesPage,
  ...PLACES.flatMap((place) => [
    registryListPage(place),
    registryNewPage(place),
    registryPage(place),
    userNewPage(place),
    userPage(place),
    userPasswordPage(place),
  ]),
];
