import { addressOf, type Entry } from '../cloud/entry.ts';
import { SUBJECTS } from '../cloud/kind.ts';
import { type Block, printFile } from '../hcl/block.ts';
import { declare, importBlock, variableBlocks } from './declare.ts';
import { References } from './reference.ts';
import { writeDataSource } from './resource-block.ts';

export interface Configuration {
  /** Contents by name, in the order of names. */
  readonly files: ReadonlyMap<string, string>;
  readonly resources: readonly { readonly address: string; readonly id: string; readonly file: string }[];
  /** The variables that hold secrets. */
  readonly variables: readonly string[];
  /** Attributes that name what is not exported, by address. */
  readonly unresolved: readonly string[];
}

/** Every file that an export may write. */
export const FILES: readonly string[] = [
  ...SUBJECTS.map((subject) => `${subject}.tf`),
  'imports.tf',
  'provider.tf',
  'variables.tf',
];

const PROVIDER = `# Endpoint and credentials come from GATEPOST_ENDPOINT and, for one kind of credential, GATEPOST_USERNAME and
# GATEPOST_PASSWORD, GATEPOST_CLIENT_ID and GATEPOST_CLIENT_SECRET, or GATEPOST_TOKEN.
`;
const IMPORTS = `# Takes over what is there, in the first apply. Then, or to build the same cloud elsewhere, delete this file.
`;
const VARIABLES = `# The API gives no secret back. Who takes over what is there needs none of these: null leaves the secret as it is.
# Who builds the same cloud elsewhere sets each (TF_VAR_<name>). They are in no plan and in no state.
`;

/**
 * The configuration of these objects.
 * @param dataSources the types of data sources that the provider has
 */
export function configurationOf(entries: readonly Entry[], dataSources: ReadonlySet<string>): Configuration {
  const references = new References(entries, dataSources);
  const written = declare(entries, references);
  const found: { entry: Entry; block: Block }[] = [];
  for (const entry of references.dataSources) found.push({ entry, block: writeDataSource(entry, references) });
  const subjects = SUBJECTS.map((subject): [string, readonly Block[]] => {
    const own = [...found, ...written].filter(({ entry }) => entry.kind.subject === subject);
    return [`${subject}.tf`, own.map(({ block }) => block)];
  });
  const needed = written.flatMap(variableBlocks);
  const files: [string, string][] = [
    ...subjects
      .filter(([, blocks]) => blocks.length > 0)
      .map(([name, blocks]): [string, string] => [name, printFile(blocks)]),
    ['provider.tf', `${PROVIDER}\n${printFile(providerBlocks())}`],
  ];
  if (written.length > 0) files.push(['imports.tf', `${IMPORTS}\n${printFile(written.map(importBlock))}`]);
  if (needed.length > 0) files.push(['variables.tf', `${VARIABLES}\n${printFile(needed)}`]);
  return {
    files: new Map(files.sort(([a], [b]) => (a < b ? -1 : 1))),
    resources: written.map(({ entry, managed }) => ({
      address: addressOf(entry),
      id: managed.importId,
      file: `${entry.kind.subject}.tf`,
    })),
    variables: written.flatMap(({ secrets }) => secrets.map(({ variable }) => variable)),
    unresolved: written.flatMap(({ unresolved }) => unresolved),
  };
}

/** Ephemeral variables and write-only attributes came with 1.11, to Terraform and to OpenTofu. */
function providerBlocks(): Block[] {
  const required: Block = {
    type: 'required_providers',
    assignments: [['gatepost', { source: 'gatepost/gatepost' }]],
  };
  return [
    { type: 'terraform', assignments: [['required_version', '>= 1.11']], blocks: [required] },
    { type: 'provider', labels: ['gatepost'] },
  ];
}
