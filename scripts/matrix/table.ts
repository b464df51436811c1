import type { Axis, Outcome } from './run.ts';

interface Feature {
  name: string;
  /** The first version that has it; null: none so far. */
  terraform: string;
  opentofu: string | null;
}

/** What came to the engines one after the other. An older one sees a provider without it. */
const FEATURES: readonly Feature[] = [
  { name: 'Resources, data sources, `import` blocks with generated configuration', terraform: '1.5', opentofu: '1.6' },
  { name: 'Functions of the provider', terraform: '1.8', opentofu: '1.7' },
  { name: 'Ephemeral resources', terraform: '1.10', opentofu: '1.11' },
  { name: 'Write-only attributes (`password_wo`)', terraform: '1.11', opentofu: '1.11' },
  { name: 'Import by identity', terraform: '1.12', opentofu: null },
  { name: 'List resources (`terraform query`)', terraform: '1.14', opentofu: null },
  { name: 'Actions', terraform: '1.14', opentofu: null },
];

/** As the Terraform Registry wants its guides to begin. */
const FRONT_MATTER = `---
page_title: "What it runs with"
description: |-
  The versions of Node, PostgreSQL, Terraform and OpenTofu that it was tested with, and which features an engine has.
---`;

/** The page of the documentation that says what ran, and what an engine has. */
export function describeMatrix(outcomes: readonly Outcome[], date: string): string {
  const rows = outcomes.map(({ kind, version, paths, passed, failed, files }) => [
    kind,
    version,
    paths.map((path) => `\`${path}\``).join(', '),
    String(passed),
    failed === 0 ? '0' : `${failed} (${files.map((file) => `\`${file}\``).join(', ')})`,
  ]);
  const engines = outcomes.filter(({ kind }) => kind === 'Terraform' || kind === 'OpenTofu');
  return [
    FRONT_MATTER,
    '# What it runs with',
    `Written by \`npm run matrix\` on ${date}. Each row is a run of \`npm test\` with the tests it names; what a row does not name was Node ${process.versions.node}, the PostgreSQL that comes with the package and the engine on the PATH. \`GATEPOST_ENGINES\` names further engines, as \`PATH\` names folders.`,
    table(['With', 'Version', 'Tests', 'Passed', 'Failed'], rows),
    '## Features of the engines',
    'From which version on an engine has what the provider offers. Where one was tested, its column says whether it has it.',
    table(
      ['Feature', 'Terraform', 'OpenTofu', ...engines.map(({ kind, version }) => `${kind} ${version}`)],
      FEATURES.map((feature) => [
        feature.name,
        feature.terraform,
        feature.opentofu ?? 'not yet',
        ...engines.map((engine) => (hasFeature(engine, feature) ? 'yes' : 'no')),
      ]),
    ),
  ]
    .join('\n\n')
    .concat('\n');
}

export function hasFeature(
  { kind, version }: Pick<Axis, 'kind' | 'version'>,
  { terraform, opentofu }: Pick<Feature, 'terraform' | 'opentofu'>,
): boolean {
  const since = kind === 'OpenTofu' ? opentofu : terraform;
  return since !== null && compare(version, since) >= 0;
}

function compare(a: string, b: string): number {
  const [one, other] = [a, b].map((each) => each.split('.').map((part) => Number.parseInt(part, 10)));
  return (one?.[0] ?? 0) - (other?.[0] ?? 0) || (one?.[1] ?? 0) - (other?.[1] ?? 0);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
