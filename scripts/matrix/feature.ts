import type { Axis } from './run.ts';

export interface Feature {
  name: string;
  /** The first version that has it; null: none so far. */
  terraform: string;
  opentofu: string | null;
}

/** What came to the engines one after the other. An older one sees a provider without it. */
export const FEATURES: readonly Feature[] = [
  { name: 'Resources, data sources, `import` blocks with generated configuration', terraform: '1.5', opentofu: '1.6' },
  { name: 'Functions of the provider', terraform: '1.8', opentofu: '1.7' },
  { name: 'Ephemeral resources', terraform: '1.10', opentofu: '1.11' },
  { name: 'Write-only attributes (`password_wo`)', terraform: '1.11', opentofu: '1.11' },
  { name: 'Import by identity', terraform: '1.12', opentofu: '1.12' },
  { name: 'List resources (`terraform query`)', terraform: '1.14', opentofu: null },
  { name: 'Actions', terraform: '1.14', opentofu: null },
];

/** @throws when there is none of that name */
export function featureNamed(name: string): Feature {
  const feature = FEATURES.find((each) => each.name === name);
  if (feature === undefined) throw new Error(`No feature is called ${name}.`);
  return feature;
}

export function hasFeature(
  { kind, version }: Pick<Axis, 'kind' | 'version'>,
  { terraform, opentofu }: Pick<Feature, 'terraform' | 'opentofu'>,
): boolean {
  const since = kind === 'OpenTofu' ? opentofu : terraform;
  return since !== null && compareVersions(version, since) >= 0;
}

/** As far as the shorter one goes: 1.14.3 has what came with 1.14. */
export function compareVersions(a: string, b: string): number {
  const [one, other] = [a, b].map((each) => each.split('.').map((part) => Number.parseInt(part, 10)));
  return (one?.[0] ?? 0) - (other?.[0] ?? 0) || (one?.[1] ?? 0) - (other?.[1] ?? 0);
}
