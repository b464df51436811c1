import { provenanceOf } from '../as-code/provenance.ts';
import { apiPath } from '../frame/api-path.ts';
import type { Page, Visit } from '../frame/page.ts';
import type { InvitationKind } from '../invitation-list/kind.ts';
import { invitationView } from '../invitation-list/view.ts';
import { rolesOf } from '../role-choice.ts';

/** One invitation: how far it got, and what it is as code. What can be done with it stands in the list. */
export const invitationPage = (kind: InvitationKind): Page => ({
  path: `${kind.path}/{invitation}`,
  title: 'invitations.invitation',
  needs: kind.needsOne,
  template: 'invitation/page.hbs',
  data: (visit) => describe(visit, kind),
});

async function describe(visit: Visit, kind: InvitationKind) {
  const { spot, api } = await kind.at(visit);
  const { body: invitation } = await visit.read(api + apiPath`/${visit.params.invitation}`);
  const roles = spot ? await rolesOf(visit, spot) : [];
  return {
    title: invitation.email,
    lead: visit.t(kind.lead),
    spot,
    invitation: invitationView(visit, invitation, roles),
    ...(await provenanceOf(visit, invitation, spot)),
  };
}
