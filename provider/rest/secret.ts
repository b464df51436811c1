import type { Attributes } from '../framework/attribute.ts';
import { string } from '../framework/attribute-builder.ts';
import type { Constraint } from '../framework/constraint.ts';
import { attributeError, type Path } from '../framework/diagnostic.ts';
import type { ValidateContext } from '../framework/resource.ts';
import { entry, isRecord, type Value, type ValueRecord } from '../framework/value.ts';

/** A secret comes in one of two ways: in a plain attribute that the state keeps, or write-only with a version. */

/** The three attributes of a secret: `x`, `x_wo` and `x_wo_version`. */
export function secretAttributes<Name extends string>(
  name: Name,
  description: string,
  constraint: Constraint = {},
  validate?: (value: string) => string | undefined,
) {
  const check = validate && { validate };
  const plain = string({
    description: `${description} It is kept in the state: prefer \`${name}_wo\`.`,
    optional: true,
    sensitive: true,
    constraint,
    ...check,
  });
  const writeOnly = string({
    description: `${description} Never kept in the state or the plan; needs Terraform or OpenTofu 1.11. Goes with \`${name}_wo_version\`, and may come from an ephemeral variable.`,
    optional: true,
    sensitive: true,
    constraint,
    writeOnly: true,
    ...check,
  });
  const version = string({
    description: `Any text. A change of it is what sends \`${name}_wo\` again.`,
    optional: true,
  });
  return { [name]: plain, [`${name}_wo`]: writeOnly, [`${name}_wo_version`]: version } as Record<Name, typeof plain> &
    Record<`${Name}_wo`, typeof writeOnly> &
    Record<`${Name}_wo_version`, typeof version>;
}

/**
 * Both ways at once, or a write-only value whose change nobody would see, is an error.
 * @param within the path of the object that the attributes stand in
 */
export function checkSecret(
  name: string,
  config: object,
  error: ValidateContext<Record<never, never>>['error'],
  within: Path = [],
): void {
  const values = config as ValueRecord;
  const [plain, writeOnly, version] = [name, `${name}_wo`, `${name}_wo_version`].map((each) => entry(values, each));
  if (isKnownText(plain) && isKnownText(writeOnly)) {
    error([...within, `${name}_wo`], 'A secret is given twice', `Set either \`${name}\` or \`${name}_wo\`, not both.`);
  }
  if (isKnownText(writeOnly) && version === null) {
    const detail = `\`${name}_wo\` is in no state, so only a change of \`${name}_wo_version\` tells that it is to be sent. Set it, to "1" for a start.`;
    error([...within, `${name}_wo_version`], 'The version of a write-only value is missing', detail);
  }
}

function isKnownText(value: unknown): boolean {
  return typeof value === 'string';
}

/** Whether the secret is configured at all; an unknown one is. */
export function isConfigured(name: string, config: object): boolean {
  return [name, `${name}_wo`].some((each) => entry(config as ValueRecord, each) !== null);
}

export function secretOf<Name extends string>(
  name: Name,
  config: { readonly [key in Name | `${Name}_wo`]: string | null },
): string | null {
  return config[name] ?? config[`${name}_wo`];
}

interface SecretChange<Name extends string> {
  readonly config: { readonly [key in Name | `${Name}_wo` | `${Name}_wo_version`]: string | null };
  readonly changed: (...names: (Name | `${Name}_wo_version`)[]) => boolean;
}

/**
 * The secret if it is to be sent because it is new; undefined when it is not, also when it left the configuration: then
 * the API keeps what it has.
 * @throws DiagnosticError when there is a new version and no secret
 */
export function newSecret<Name extends string>(
  name: Name,
  { config, changed }: SecretChange<Name>,
  within: Path = [],
): string | undefined {
  if (!changed(name, `${name}_wo_version`)) return undefined;
  const secret = secretOf<Name>(name, config);
  if (secret === null && config[`${name}_wo_version`] !== null) throw secretMissing(name, within);
  return secret ?? undefined;
}

/** The configured secret while planning; undefined where there is none, or it is not known yet. */
export function plainSecret(name: string, config: Value): string | undefined {
  const given = [entry(config, `${name}_wo`), entry(config, name)].find((value) => value !== null);
  return typeof given === 'string' ? given : undefined;
}

/** The error where a secret is needed and not configured. */
export function secretMissing(name: string, within: Path = []): Error {
  const detail = `It has to be sent now. Set \`${name}_wo\` with \`${name}_wo_version\`, or \`${name}\`.`;
  return attributeError([...within, `${name}_wo`], `${name} is missing`, detail);
}

interface VersionPlan {
  readonly config: unknown;
  readonly plan: unknown;
  readonly prior: unknown;
}

/**
 * A version that changes sends its secret, so the secret has to be there: told by the plan rather than by the apply.
 * @throws DiagnosticError
 */
export function demandSecretsOfVersions(
  attributes: Attributes,
  { config, plan, prior }: VersionPlan,
  within: Path = [],
): void {
  for (const [name, { nested }] of Object.entries(attributes)) {
    const [configured, planned, before] = [config, plan, prior].map((values) => entry(values as Value, name));
    if (nested?.nesting === 'single' && isRecord(configured)) {
      demandSecretsOfVersions(nested.attributes, { config: configured, plan: planned, prior: before }, [
        ...within,
        name,
      ]);
    }
    const [, secret] = /^(.+)_wo_version$/.exec(name) ?? [];
    if (secret === undefined || planned === null || planned === before) continue;
    if (!isConfigured(secret, config as object)) throw secretMissing(secret, within);
  }
}
