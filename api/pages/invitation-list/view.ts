import type { Visit } from '../frame/page.ts';
import { type Role, titlesOf } from '../role-choice.ts';

/** An invitation, as the API answers it. */
export interface Invitation {
  id: string;
  delivery_url: string | null;
  state: 'pending' | 'accepted' | 'expired';
  delivery: { state: string } | null;
  role_urls?: string[];
}

const TONES: Readonly<Record<string, string>> = {
  ...{ pending: 'info', accepted: 'good', expired: 'warn' },
  ...{ sent: 'good', failed: 'bad', held: 'warn', ambiguous: 'warn', queued: 'info', sending: 'info' },
};

/** An invitation as its pages show it. */
export function invitationView(visit: Visit, invitation: Invitation, roles: readonly Role[]) {
  const { state, delivery, delivery_url, role_urls: urls = [] } = invitation;
  const mayFollow = visit.ui === 'cloud' && visit.may('GET /cloud/deliveries/{item}');
  return {
    ...invitation,
    tone: TONES[state],
    mailTone: TONES[delivery?.state ?? ''] ?? 'plain',
    deliveryPath: mayFollow && delivery_url ? `/cloud/deliveries/${delivery_url.replace(/.*\//, '')}` : null,
    isOpen: state !== 'accepted',
    roles: titlesOf(roles, urls),
  };
}
