import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const examples = resolve(import.meta.dirname, '../../examples');

export interface Page {
  title: string;
  heading: string;
  /** What the Registry lists it with. */
  subcategory?: string;
  description: string;
  sections: string[];
}

/** A page of the Terraform Registry: its front matter, and its sections with an empty line between them. */
export function page({ title, heading, subcategory, description, sections }: Page): string {
  const under = subcategory === undefined ? '' : `subcategory: "${subcategory}"\n`;
  const front = `---\npage_title: "${title}"\n${under}description: |-\n  ${firstSentence(description)}\n---`;
  return `${[front, `# ${heading}`, description, ...sections].join('\n\n')}\n`;
}

function firstSentence(text: string): string {
  return /^.*?[.](?=\s|$)/.exec(text)?.[0] ?? text;
}

/** A file of `examples/` as a section. */
export async function example(path: string, language = 'terraform'): Promise<string> {
  return `## Example Usage\n\n${await exampleCode(path, language)}`;
}

export async function exampleCode(path: string, language: string): Promise<string> {
  return code((await readFile(join(examples, path), 'utf8')).trimEnd(), language);
}

export function code(text: string, language: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}
