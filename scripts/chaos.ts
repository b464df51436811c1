import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runCommand } from '../toolbox/command.ts';

/** npm run chaos [-- --kills 200 --mails 2000 --seed 7]: kills, faults and hostile peers while mail is leaving, at length. */
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    mails: { type: 'string', default: '2000' },
    // Printed, so that what went wrong can be had again.
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const root = resolve(import.meta.dirname, '..');
const { code } = await runCommand(
  process.execPath,
  ['scripts/test.mjs', '--maxWorkers=1', join('test', 'chaos', 'mail')],
  {
    cwd: root,
    env: {
      ...process.env,
      CHAOS_LONG: '1',
      CHAOS_KILLS: values.kills,
      CHAOS_MAILS: values.mails,
      CHAOS_SEED: values.seed,
    },
    onOutput: (text) => void process.stderr.write(text),
  },
);
process.exitCode = code ?? 1;
