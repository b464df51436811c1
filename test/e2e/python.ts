import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../../toolbox/command.ts';
import { findOnPath } from '../chaos/system-program.ts';

/** A Python that can make an environment with pip; Debian has `python3` without what that takes. */
export async function findPythonWithVenv(path = process.env.PATH): Promise<string | null> {
  const python = await findOnPath('python3', path);
  if (python === null) return null;
  const folder = await mkdtemp(join(tmpdir(), 'gatepost-venv-'));
  try {
    const { code } = await runCommand(python, ['-m', 'venv', folder]);
    return code === 0 ? python : null;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
