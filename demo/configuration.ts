import { cp } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

/** The folder whose configuration is applied: the HCL as it is, or what the CDKTF program synthesizes. */
export async function prepareConfiguration(kind: 'hcl' | 'cdktf', directory: string): Promise<string> {
  if (kind === 'hcl') return join(root, 'examples/hcl/quickstart');
  const { synthesize } = await loadProgram();
  const synthesized = synthesize(join(directory, 'cdktf.out'));
  const folder = join(directory, 'synthesized');
  await cp(join(synthesized, 'cdk.tf.json'), join(folder, 'cdk.tf.json'));
  return folder;
}

/** The package of npm has neither the program nor CDKTF. */
async function loadProgram() {
  try {
    return await import('../examples/cdktf/quickstart/main.ts');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new Error('--cdktf needs a clone of the project: the program and its bindings are not part of this package.');
  }
}
