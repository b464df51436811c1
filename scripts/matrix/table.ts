import { FEATURES, hasFeature } from './feature.ts';
import type { Outcome } from './run.ts';

/** As the Terraform Registry wants its guides to begin. */
const FRONT_MATTER = `---
page_title: "What it runs with"
description: |-
  The versions of Node, PostgreSQL, Terraform and OpenTofu that it was tested with, and which features an engine has.
---`;

/** The page of the documentation that says what ran, and what an engine has. */
export function describeMatrix(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map(({ kind, version, paths, date, passed, failed, skipped, files }) => [
    kind,
    version,
    quoted(paths),
    date,
    String(passed),
    failed === 0 ? '0' : `${failed} (${quoted(files)})`,
    String(skipped),
  ]);
  const engines = outcomes.filter(({ kind }) => kind === 'Terraform' || kind === 'OpenTofu');
  return [
    FRONT_MATTER,
    '# What it runs with',
    `Written by \`npm run matrix\`. Each row is a run of \`npm test\` with the tests it names; what a row does not name was Node ${process.versions.node}, the PostgreSQL that comes with the package and the engine on the PATH. Skipped is what needs something newer, or something else that was not there. \`GATEPOST_ENGINES\` names further engines, as \`PATH\` names folders; \`-- --only Terraform,OpenTofu\` runs these again and leaves the other rows as they are.`,
    table(['With', 'Version', 'Tests', 'On', 'Passed', 'Failed', 'Skipped'], rows),
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

const quoted = (paths: readonly string[]) => paths.map((path) => `\`${path}\``).join(', ');

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
