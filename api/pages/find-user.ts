import type { Refused, Result } from '../http/inside.ts';
import type { Field } from './frame/form.ts';
import type { Visit } from './frame/page.ts';

/** Whoever is to own an organization, by the name they sign in with. */
export const OWNER: Field = {
  name: 'username',
  label: 'organizations.ownerField',
  hint: 'organizations.ownerHint',
  required: true,
};

/** The user of a manager with that name; what is refused stands at the field. */
export async function findUserOf(visit: Visit, ui: 'admin' | 'provider'): Promise<Result> {
  const body = { username: visit.typed.username ?? '' };
  const found = await visit.call('POST', `/cloud/${ui}/search/user`, { body });
  if (!found.ok || found.body.results.length > 0) return found;
  return refusedAt('/username', visit.t(`people.unknown-${ui}`));
}

function refusedAt(pointer: string, message: string): Refused {
  const violations = [{ pointer, message }];
  return { ok: false, status: 400, code: 'validation_failed', message, violations, headers: {} };
}
