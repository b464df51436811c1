import type { Needs, Visit } from '../frame/page.ts';
import { needsAt, type Place, type Spot, spotOf } from '../place.ts';

/** A kind of invitation: where its page stands, and where the API has it. */
export interface InvitationKind {
  path: `/${'cloud' | 'manager'}${string}`;
  needs: Needs;
  /** What the page of one needs. */
  needsOne: Needs;
  lead: string;
  section: 'organizations' | 'people' | null;
  /** The organization that is joined, and the API's collection. */
  at(visit: Visit): Promise<{ spot: Spot | null; api: string; mayWrite: boolean }>;
}

/** Into organizations that are not there yet. */
export const OWNER_INVITATIONS: InvitationKind = {
  path: '/cloud/org-invitations',
  needs: 'GET /cloud/org-invitations',
  needsOne: 'GET /cloud/org-invitations/{item}',
  lead: 'invitations.ownerLead',
  section: 'organizations',
  at: async (visit) => ({
    spot: null,
    api: '/cloud/org-invitations',
    mayWrite: visit.may('POST /cloud/org-invitations'),
  }),
};

/** Into an organization that exists. */
export const memberInvitations = (place: Place): InvitationKind => ({
  path: `${place.base}/member-invitations`,
  needs: needsAt(place, 'GET /orgs/{org}/member-invitations'),
  needsOne: needsAt(place, 'GET /orgs/{org}/member-invitations/{item}'),
  lead: 'invitations.memberLead',
  section: place.ui === 'cloud' ? 'people' : null,
  async at(visit) {
    const spot = await spotOf(visit, place);
    return {
      spot,
      api: `${spot.api}/member-invitations`,
      mayWrite: spot.may('POST /orgs/{org}/member-invitations'),
    };
  },
});
