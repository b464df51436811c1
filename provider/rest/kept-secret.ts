import type { Client } from '../client/client.ts';
import type { Attributes } from '../framework/attribute.ts';
import { list } from '../framework/attribute-builder.ts';
import type { PrivateData } from '../framework/private.ts';
import type { Changed, PlanContext } from '../framework/resource.ts';
import { entry, isUnknown, UNKNOWN, type Unknown, type Value, type ValueRecord } from '../framework/value.ts';
import { isConfigured } from './secret.ts';

/**
 * Drift of secrets. The API tells a keyed fingerprint of each secret and never the secret: what it was after we set it
 * is kept in the private data, and another one means that somebody else has set another secret.
 */

/** A secret that the API keeps. */
export interface KeptSecret<View> {
  /** The attribute's name, or those that lead to it: `['oauth2', 'client_secret']`. */
  readonly at: readonly string[];
  /** Where it stands in the body of a request. */
  readonly onWire: readonly string[];
  /** Null: there is none, or none that the API can read; undefined: it is not told to us. */
  fingerprint(view: View): string | null | undefined;
  /** The body that sets this secret alone, as it is configured; undefined where it is not at hand. */
  toWire(config: ValueRecord): Readonly<Record<string, unknown>> | undefined;
}

type Secrets<View> = readonly KeptSecret<View>[];

const KEY = 'secret_fingerprints';

export const driftedSecrets = list('string', {
  description:
    'Names of the secrets that were changed outside of Terraform since it set them, as the fingerprints of the API tell. A plan that finds any sets them again to what is configured; empty afterwards.',
  computed: true,
  unknownWhen: 'created',
});

const nameOf = ({ at }: { readonly at: readonly string[] }) => at.join('.');

/** The values that the secret's attributes stand among. */
function around(values: unknown, { at }: { readonly at: readonly string[] }): ValueRecord {
  const owner = at.slice(0, -1).reduce<Value>((value, step) => entry(value, step), values as Value);
  return (owner ?? {}) as ValueRecord;
}

/** Whether state or plan say that it is set here; the fingerprint of any other is nobody's concern. */
function isManaged(values: unknown, secret: { readonly at: readonly string[] }): boolean {
  const [own, name] = [around(values, secret), secret.at.at(-1) ?? ''];
  return [name, `${name}_wo_version`].some((each) => entry(own, each) !== null);
}

const isAtHand = (config: unknown, secret: { readonly at: readonly string[] }): boolean =>
  isConfigured(secret.at.at(-1) ?? '', around(config, secret));

const fingerprintsIn = (kept: PrivateData) => (kept.get(KEY) ?? {}) as Readonly<Record<string, string | null>>;

/** After a write: what was set by it is as it should be from now on. */
export function rememberSecrets<View>(secrets: Secrets<View>, kept: PrivateData, view: View, plan: unknown): void {
  const managed = secrets.filter((secret) => isManaged(plan, secret));
  const set = managed.map((secret) => [nameOf(secret), secret.fingerprint(view) ?? null]);
  if (set.length > 0) kept.set(KEY, { ...fingerprintsIn(kept), ...Object.fromEntries(set) });
}

/** After a read: of a secret that was not looked at before, what is there is taken as what was set. */
export function adoptSecrets<View>(secrets: Secrets<View>, kept: PrivateData, view: View, prior: unknown): void {
  const known = fingerprintsIn(kept);
  const managed = secrets.flatMap((secret) => {
    const fingerprint = known[nameOf(secret)] ?? secret.fingerprint(view);
    return isManaged(prior, secret) && fingerprint ? [[nameOf(secret), fingerprint]] : [];
  });
  if (managed.length > 0) kept.set(KEY, Object.fromEntries(managed));
  else kept.delete(KEY);
}

/** The names of those that somebody else has set since. */
export function driftIn<View>(secrets: Secrets<View>, kept: PrivateData, view: View): string[] {
  const known = fingerprintsIn(kept);
  return secrets.flatMap((secret) => {
    const [was, is] = [known[nameOf(secret)], secret.fingerprint(view)];
    return was === undefined || is === undefined || was === is ? [] : [nameOf(secret)];
  });
}

export function isInBody<View>({ onWire }: KeptSecret<View>, body: unknown): boolean {
  const value = onWire.reduce<unknown>((each, step) => (each as Record<string, unknown> | undefined)?.[step], body);
  return value !== undefined && value !== null;
}

/** The plan of a resource that has `driftedSecrets`. */
export type SecretPlan = Pick<PlanContext<Attributes, Client>, 'client' | 'signal' | 'private' | 'warn'> & {
  readonly config: unknown;
  readonly plan: unknown;
  readonly prior: unknown;
  readonly changed: (...names: string[]) => boolean;
  readonly set: (values: { readonly drifted_secrets: readonly string[] | Unknown }) => void;
};

/** Plans that what has drifted is set again; a setting of the provider asks the API about the rest. */
export async function planSecrets<View>(secrets: Secrets<View>, path: string, context: SecretPlan): Promise<void> {
  const { prior, plan, config, set, warn } = context;
  if (!prior || isUnknown(entry(plan as Value, 'drifted_secrets'))) set({ drifted_secrets: [] });
  const found = (entry(prior as Value, 'drifted_secrets') ?? []) as readonly string[];
  const drifted = secrets.filter((secret) => found.includes(nameOf(secret)) && isManaged(plan, secret));
  const missing = drifted.filter((secret) => !isAtHand(config, secret));
  for (const secret of drifted) warnOfDrift(nameOf(secret), !missing.includes(secret), warn);
  if (found.length > 0) set({ drifted_secrets: missing.map(nameOf) });
  else if (prior && (await areOthers(secrets, path, context))) set({ drifted_secrets: UNKNOWN });
}

function warnOfDrift(name: string, isAtHand: boolean, warn: SecretPlan['warn']): void {
  const then = isAtHand
    ? 'This plan sets it again to what is configured.'
    : `It can't be set again, since no \`${name}_wo\` (or \`${name}\`) is given.`;
  warn(
    `${name} was changed outside of Terraform`,
    `The API has another secret than the one that was set here. ${then}`,
  );
}

/** Whether the API would change any secret that is configured and not sent anyway. */
async function areOthers<View>(
  secrets: Secrets<View>,
  path: string,
  { client, signal, config, changed, private: kept }: SecretPlan,
): Promise<boolean> {
  if (client?.settings.secretDiff !== 'exact') return false;
  const known = fingerprintsIn(kept);
  const asked = secrets.filter(({ at }) => !changed(...at.slice(0, 1), `${at.at(-1)}_wo_version`));
  for (const secret of asked) {
    const body = known[nameOf(secret)] ? secret.toWire(config as ValueRecord) : undefined;
    const view = body && (await client.tryPatch<View>(path, body, signal));
    if (view && secret.fingerprint(view) !== known[nameOf(secret)]) return true;
  }
  return false;
}

interface Updating {
  readonly plan: unknown;
  readonly prior: unknown;
  readonly config: unknown;
}

/** The names of the secrets that an update sets again, though nothing in the configuration changed. */
export function secretsToSetAgain<View>(secrets: Secrets<View>, { plan, prior, config }: Updating): string[] {
  const [planned, found] = [plan, prior].map((values) => entry(values as Value, 'drifted_secrets'));
  const isOpen = isUnknown(planned);
  const again = secrets.filter((secret) => isAtHand(config, secret)).map(nameOf);
  const [stays, was] = [planned, found].map((names) => (Array.isArray(names) ? names : []) as readonly string[]);
  return again.filter((name) => isOpen || (was?.includes(name) && !stays?.includes(name)));
}

/** Whether something changed, or is to be set again: the same to whoever makes a body. */
export function changedOrAgain<A extends Attributes>(changed: Changed<A>, again: readonly string[]): Changed<A> {
  const roots = again.map((name) => name.split('.')[0]);
  return (...names) => changed(...names) || names.some((name) => roots.includes(name));
}
