import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../../toolbox/command.ts';
import type { ProviderSource } from '../../toolbox/provider-mirror.ts';

/** Builds the yardstick, or answers why it can't be had: no Go on the PATH, or its modules can't be fetched. */
export async function buildGoProvider(folder: string): Promise<ProviderSource | string> {
  const sources = join(folder, 'go-provider');
  const executable = join(folder, 'go', 'terraform-provider-gatepost');
  await mkdir(join(folder, 'go'));
  await cp(join(import.meta.dirname, 'go-provider'), sources, { recursive: true });
  try {
    const { code, output } = await runCommand('go', ['build', '-trimpath', '-o', executable, '.'], { cwd: sources });
    return code === 0 ? { executable, version: '0.0.1' } : `go build failed: ${output.trim().split('\n').at(-1)}`;
  } catch (error) {
    return `go can't be run: ${error instanceof Error ? error.message : error}`;
  }
}
