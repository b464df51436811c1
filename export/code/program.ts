import type { Block } from '../hcl/block.ts';
import { Reference } from '../hcl/expression.ts';

/** What a program of CDKTF declares: the same blocks that HCL is printed from. */
export interface Program {
  readonly variables: readonly Block[];
  /** Data sources and resources. */
  readonly blocks: readonly Block[];
  /** What the last block is imported by; null: it is found, and not imported. */
  readonly importId: string | null;
}

/** `gatepost_email_server` → EmailServer; of data sources DataGatepostEmailServer. */
export const classOf = (block: Block): string => pascal(moduleOf(block));

/** `gatepost_email_server` → email_server; of data sources data_gatepost_email_server. */
export function moduleOf({ type, labels: [typeName = ''] = [] }: Block): string {
  return type === 'data' ? `data_${typeName}` : typeName.replace(/^gatepost_/, '');
}

export const camel = (text: string): string =>
  text.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

const pascal = (text: string): string => camel(`_${text}`);

/** What a block goes by. */
export const nameOf = ({ labels = [] }: Block): string => labels.at(-1) ?? '';

/** Text is text to Terraform too, whatever templates it may look like. */
export const literal = (text: string): string => text.replace(/[$%](?=\{)/g, '$&$&');

/** What the variable is called that a reference takes its value from; undefined: it refers to an object. */
export const variableOf = ({ path }: Reference): string | undefined => /^var\.(\w+)$/.exec(path)?.[1];

/** Its names, where a block says that changes of some attributes are ignored. */
export function ignoredBy({ blocks = [] }: Block): string[] {
  const lifecycle = blocks.find(({ type }) => type === 'lifecycle');
  return (lifecycle?.assignments ?? []).flatMap(([, names]) =>
    Array.isArray(names) ? names.map((name) => (name instanceof Reference ? name.path : String(name))) : [],
  );
}
