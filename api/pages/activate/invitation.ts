import type { EntityManager } from 'typeorm';
import { lookAtLink } from '../../access/one-time-token.ts';
import { memberInvitationTable } from '../../tables/member-invitation.ts';
import { orgInvitationTable } from '../../tables/org-invitation.ts';
import { organizationTable } from '../../tables/organization.ts';
import { userTable } from '../../tables/user.ts';
import type { Ui } from '../location.ts';

/** What whoever holds a link may know of the invitation it is of. */
export interface Invitation {
  /** Its path under /api. */
  path: string;
  email: string;
  /** The organization that one joins; null: one opens an organization of one's own. */
  organization: string | null;
  /** Where people of the organization sign in. */
  ui: Ui;
  /** Who invites; null: a program does, or whoever it was is gone. */
  invitedBy: string | null;
  expiresAt: string | null;
}

/** The invitation of a link, or what became of the link. */
export type Found = { state: 'open'; invitation: Invitation } | { state: 'used' | 'expired' | 'gone' };

export async function findInvitation(manager: EntityManager, token: string): Promise<Found> {
  const link = await lookAtLink(manager, 'invitation', token);
  if (link === null) return { state: 'gone' };
  if (link.state !== 'open') return { state: link.state };
  const subject = await subjectOf(manager, link.subjectId);
  if (subject === null) return { state: 'gone' };
  const invitedBy = await titleOfUser(manager, link.madeBy);
  return { state: 'open', invitation: { ...subject, invitedBy, expiresAt: link.expiresAt?.toISOString() ?? null } };
}

type Subject = Omit<Invitation, 'invitedBy' | 'expiresAt'>;

async function subjectOf(manager: EntityManager, id: string): Promise<Subject | null> {
  const joined = await manager.getRepository(memberInvitationTable).findOneBy({ id });
  if (joined) {
    const org = await manager.getRepository(organizationTable).findOneBy({ id: joined.org_id });
    const path = `/orgs/${joined.org_id}/member-invitations/${id}`;
    const ui = org?.org_type === 'admin' ? 'cloud' : 'manager';
    return org && { path, email: joined.email, organization: org.title, ui };
  }
  const opened = await manager.getRepository(orgInvitationTable).findOneBy({ id });
  const path = `/cloud/org-invitations/${id}`;
  return opened && { path, email: opened.email, organization: null, ui: 'manager' };
}

async function titleOfUser(manager: EntityManager, id: string | null): Promise<string | null> {
  const user = id === null ? null : await manager.getRepository(userTable).findOneBy({ id });
  return user?.title ?? null;
}
