import { createCommands } from './cli/index.ts';
import { runProgram } from './cli/program.ts';

runProgram(createCommands());
