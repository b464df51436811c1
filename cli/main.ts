import { healthCommand } from '../api/cli/health.ts';
import { runProgram } from '../api/cli/program.ts';

/** A container is asked for its health every few seconds, which all that the other commands load would make dear. */
const commands =
  process.argv[2] === healthCommand.name ? ([healthCommand] as const) : (await import('./all.ts')).commands;

runProgram(commands);
