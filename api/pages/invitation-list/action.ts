import type { Result } from '../../http/inside.ts';
import { apiPath, fillPath } from '../frame/api-path.ts';
import { chosen } from '../frame/choice.ts';
import { bodyOf, type Field } from '../frame/form.ts';
import type { Action, Outcome, Page, Visit } from '../frame/page.ts';
import type { InvitationKind } from './kind.ts';

/** What can be done with invitations. */
export function invitationActions(
  kind: InvitationKind,
  fieldsOf: (visit: Visit) => readonly Field[],
): NonNullable<Page['actions']> {
  return {
    invite: (visit) => invite(visit, kind, fieldsOf(visit)),
    resend: renewing(kind, true),
    renew: renewing(kind, false),
    revoke: (visit) => revoke(visit, kind),
  };
}

async function invite(visit: Visit, kind: InvitationKind, fields: readonly Field[]): Promise<Outcome> {
  const { api, spot } = await kind.at(visit);
  const roles = spot && { role_urls: chosen(visit.typed, 'role_urls') };
  const result = await visit.call('POST', api, { body: { ...bodyOf(visit.typed, fields), ...roles } });
  return handOver(visit, kind, result);
}

/** A new link, which makes the old one dead: by mail, or to hand over. */
function renewing(kind: InvitationKind, notify: boolean): Action {
  return async (visit) => {
    const { api } = await kind.at(visit);
    const path = api + apiPath`/${visit.typed.invitation}/regenerate`;
    return handOver(visit, kind, await visit.call('POST', path, { body: { notify } }));
  };
}

/** A link that nobody mails is shown this once. */
function handOver(visit: Visit, { path }: InvitationKind, result: Result): Outcome {
  if (!result.ok) return { refused: result };
  const { email, notify, activation_link } = result.body;
  if (!notify) return { shown: { handedOver: { email, link: activation_link } } };
  return { to: fillPath(path, visit.params), flash: { key: 'invitations.mailed', values: { email } } };
}

async function revoke(visit: Visit, kind: InvitationKind): Promise<Outcome> {
  const { api } = await kind.at(visit);
  const result = await visit.call('DELETE', api + apiPath`/${visit.typed.invitation}`);
  if (!result.ok) return { refused: result };
  const { email } = result.body;
  return { to: fillPath(kind.path, visit.params), flash: { key: 'invitations.revoked', values: { email } } };
}
