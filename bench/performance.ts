import { readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { HEADING } from './table.ts';

const PAGE = join(resolve(import.meta.dirname, '..'), 'docs', 'site', 'performance.md');

/** What each bench is about, in the order of the page. */
export const TITLES: Readonly<Record<string, string>> = {
  start: 'Start of the API',
  provider: 'Start of the provider',
  plan: 'Plans and creations with Terraform',
  api: 'Requests to the API',
  deliveries: 'The list of deliveries',
  attack: 'What is costly on purpose',
  pages: 'Pages',
  mail: 'Mail',
  memory: 'Memory',
};

const INTRODUCTION = `# Performance

Written by \`npm run bench -- --write\`, which takes the name of one bench too (\`npm run bench -- mail --write\`). Each figure is a median with its spread, and each ratio is taken within one run on one machine against something that does the same with less: a bare handler, nodemailer's own pool, a provider in Go, an empty script; memory against itself, ten times the work earlier. Machines differ and drift; ratios do so less.`;

/** Keeps what a bench printed in the documentation. */
export async function keepResult(name: string, printed: string): Promise<void> {
  const page = await readFile(PAGE, 'utf8').catch(() => '');
  await writeFile(
    PAGE,
    withResult(page, name, `${machine(new Date())}\n\n\`\`\`text\n${HEADING}\n${printed.trim()}\n\`\`\``),
  );
}

/** The page with the section of one bench made new, and all others as they were. */
export function withResult(page: string, name: string, text: string): string {
  const old = new Map(page.split(/^## /m).slice(1).map(splitHeading));
  old.set(TITLES[name] ?? name, text);
  const sections = Object.values(TITLES).flatMap((title) => {
    const section = old.get(title);
    return section === undefined ? [] : [`## ${title}\n\n${section.trim()}`];
  });
  return `${[INTRODUCTION, ...sections].join('\n\n')}\n`;
}

function splitHeading(section: string): [title: string, text: string] {
  const end = section.indexOf('\n');
  return [section.slice(0, end), section.slice(end)];
}

export function machine(now: Date): string {
  const [first] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const cores = `${cpus().length} × ${first?.model.trim() ?? 'unknown'}`;
  return `${now.toISOString().slice(0, 10)}, ${cores}, ${memory} GiB, Node ${process.versions.node}`;
}
