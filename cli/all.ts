import { completionCommands } from '../api/cli/completion.ts';
import { createCommands } from '../api/cli/index.ts';
import { runProgram } from '../api/cli/program.ts';
import { codeWriter } from './code-writer.ts';
import { demoCommand } from './demo.ts';
import { exportCommand } from './export.ts';
import { providerInstallCommand } from './provider/install.ts';
import { reviewCommand } from './review.ts';

const commands = createCommands(codeWriter);
const [first, ...others] = commands;
const further = [
  // A line each.
  exportCommand,
  reviewCommand,
  demoCommand,
  providerInstallCommand,
];

runProgram([first, ...others, ...further, ...completionCommands([...commands, ...further])]);
