import { cp } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

/** The folder whose configuration is applied: the HCL as it is, or what the CDKTF program synthesizes. */
export async function prepareConfiguration(kind: 'hcl' | 'cdktf', directory: string): Promise<string> {
  if (kind === 'hcl') return join(root, 'examples/hcl/quickstart');
  const { synthesize } = await import('../examples/cdktf/quickstart/main.ts');
  const synthesized = synthesize(join(directory, 'cdktf.out'));
  const folder = join(directory, 'synthesized');
  await cp(join(synthesized, 'cdk.tf.json'), join(folder, 'cdk.tf.json'));
  return folder;
}
