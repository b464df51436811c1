import { fileURLToPath } from 'node:url';
import { type CommandResult, runCommand } from '../../toolbox/command.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The absolute path of a file of the project. */
export function projectPath(path: string): string {
  return `${ROOT}${path}`;
}

/** Runs node with the arguments to its end. */
export function runNode(args: string[], env: Record<string, string> = {}): Promise<CommandResult> {
  return runCommand(process.execPath, args, { cwd: ROOT, env: { ...process.env, ...env } });
}
