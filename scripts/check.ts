import { join, resolve } from 'node:path';
import { runCommand } from '../toolbox/command.ts';

/** npm run check: types, lint and format, links of the documentation, and whether generated files are fresh, all at once. */
interface Check {
  name: string;
  args: string[];
  /** What to do when it fails. */
  advice: string;
}

const root = resolve(import.meta.dirname, '..');

const checks: Check[] = [
  { name: 'types', args: ['node_modules/typescript/bin/tsc', '-p', '.'], advice: 'mend what tsc names' },
  {
    name: 'lint and format',
    args: ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'],
    advice: 'npx biome check --write mends what it can',
  },
  {
    name: 'documentation',
    args: ['scripts/run.mjs', join(root, 'site', 'main.ts')],
    advice: 'mend the links that it names',
  },
  {
    name: 'generated files',
    args: ['scripts/run.mjs', join(root, 'scripts', 'generate.ts'), '--check'],
    advice: 'npm run generate',
  },
];

/** Whether it passed; its output is shown when it did not. */
async function perform(check: Check): Promise<boolean> {
  const startedAt = Date.now();
  const { code, output } = await runCommand(process.execPath, check.args, { cwd: root });
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  if (code === 0) console.log(`✓ ${check.name} (${seconds} s)`);
  else console.log(`✗ ${check.name} (${seconds} s)\n${output.trim()}\n  → ${check.advice}`);
  return code === 0;
}

const passed = await Promise.all(checks.map(perform));
process.exitCode = passed.every(Boolean) ? 0 : 1;
