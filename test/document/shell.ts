import { type CommandResult, runCommand } from '../../toolbox/command.ts';
import { root } from './document.ts';

/** Runs commands of a document as a person would, one after the other; the first that fails ends it. */
export function runScript(script: string, folder: string, env: NodeJS.ProcessEnv): Promise<CommandResult> {
  // What npm runs is run in a clone of the project, everything else where somebody works.
  const cwd = script.startsWith('npm ') ? root : folder;
  return runCommand('bash', ['-euo', 'pipefail', '-c', script], { cwd, env });
}

/** The same for what must succeed; answers standard output. */
export async function succeed(script: string, folder: string, env: NodeJS.ProcessEnv): Promise<string> {
  const { code, stdout, output } = await runScript(script, folder, env);
  if (code !== 0) throw new Error(`${script}\n${output}`);
  return stdout;
}
