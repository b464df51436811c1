import { completionCommands } from '../api/cli/completion.ts';
import { createCommands } from '../api/cli/index.ts';
import { codeWriter } from './code-writer.ts';
import { demoCommand } from './demo.ts';
import { exportCommand } from './export.ts';
import { providerInstallCommand } from './provider/install.ts';
import { reviewCommand } from './review.ts';

const [first, ...others] = createCommands(codeWriter);
const further = [
  ...others,
  // A line each.
  exportCommand,
  reviewCommand,
  demoCommand,
  providerInstallCommand,
];

/** Every command of the program; the first is the one without a word. */
export const commands = [first, ...further, ...completionCommands([first, ...further])] as const;
