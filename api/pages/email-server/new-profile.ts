import type { Refused } from '../../http/inside.ts';
import type { Field } from '../frame/form.ts';
import type { Outcome, Visit } from '../frame/page.ts';

const STORES = '/orgs/admin/truststores';
const PROFILES = '/orgs/admin/tls-client-profiles';

/** A TLS client profile that is made beside the email server it is for; whatever else one says, the pages of TLS do. */
export const NEW_PROFILE: readonly Field[] = [
  { name: 'new_profile.title', label: 'emailServers.newProfileTitle' },
  {
    name: 'new_profile.truststore',
    label: 'emailServers.newProfileTrust',
    hint: 'emailServers.newProfileHint',
    kind: 'textarea',
  },
];

/** Makes the profile, with a truststore where there is something to trust, and has the form choose it. */
export async function makeProfile(visit: Visit): Promise<Outcome> {
  const title = visit.typed['new_profile.title'] ?? '';
  const truststore = visit.typed['new_profile.truststore'] ?? '';
  const body = { title, version: '1.0.0' };
  // What is wrong with the profile shows before anything is made.
  const trial = await visit.call('POST', PROFILES, { body, query: { validate_only: 'true' } });
  if (!trial.ok) return refusal(trial);
  const store = truststore === '' ? null : await visit.call('POST', STORES, { body: { title, truststore } });
  if (store && !store.ok) return refusal(store);
  const truststore_url = store?.body.url ?? null;
  const profile = await visit.call('POST', PROFILES, { body: { ...body, truststore_url } });
  return profile.ok ? { shown: { profileUrl: profile.body.url, profileTitle: title } } : refusal(profile);
}

/** What is wrong stands at the fields of the profile; its name comes from its title. */
function refusal(result: Refused): Outcome {
  const violations = result.violations.map(({ pointer, message }) => ({
    pointer: `/new_profile${pointer === '/name' ? '/title' : pointer}`,
    message,
  }));
  return { refused: { ...result, violations } };
}
