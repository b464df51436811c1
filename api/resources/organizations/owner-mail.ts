import type { Scope } from '../../context.ts';
import { enqueue } from '../../mail/outbox/outbox.ts';
import type { OrganizationRow } from '../../tables/organization.ts';
import type { UserRow } from '../../tables/user.ts';

/**
 * The mail that lets the owner of a new organization in. It is written in the organization's own transaction, and held
 * while no email server is selected.
 */
export async function tellOwner(scope: Scope, organization: OrganizationRow, owner: UserRow): Promise<void> {
  if (owner.email === null) return;
  await enqueue(scope.manager, scope.cipher, {
    org_id: scope.adminOrgId,
    template: 'organization-owner',
    recipient: owner.email,
    variables: {
      organization: organization.title,
      username: owner.username,
      sign_in_url: `${scope.publicUrl()}/manager`,
    },
    language: owner.language,
    cause: { type: 'org', id: organization.id },
    updated_by: scope.caller.id,
  });
}
