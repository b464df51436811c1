import { chmod, copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * An executable to install from a mirror, or a running provider that the engine attaches to. A version with a
 * pre-release part is only found by a configuration that asks for exactly that one.
 */
export type ProviderSource =
  | { executable: string; version: string }
  /** The value of TF_REATTACH_PROVIDERS. */
  | { reattach: string };

/** The short address `gatepost/gatepost` means the first host to Terraform, the second to OpenTofu. */
export const HOSTS = ['registry.terraform.io', 'registry.opentofu.org'] as const;
const SYSTEMS: Record<string, string> = { win32: 'windows' };
const ARCHITECTURES: Record<string, string> = { x64: 'amd64', ia32: '386' };

/** Writes mirror and CLI configuration under `root`; answers the variables that make the engine use them. */
export async function writeProviderMirror(root: string, source: ProviderSource): Promise<Record<string, string>> {
  const mirror = join(root, 'mirror');
  await mkdir(mirror);
  if ('executable' in source) await Promise.all(HOSTS.map((host) => install(join(mirror, host), source)));
  const configuration = join(root, 'cli.tfrc');
  await writeFile(configuration, describeMirror(mirror));
  const variables = { TF_CLI_CONFIG_FILE: configuration };
  return 'reattach' in source ? { ...variables, TF_REATTACH_PROVIDERS: source.reattach } : variables;
}

async function install(host: string, { executable, version }: { executable: string; version: string }): Promise<void> {
  const place = join(host, 'gatepost', 'gatepost', version, platformName());
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const file = join(place, `terraform-provider-gatepost_v${version}${suffix}`);
  await mkdir(place, { recursive: true });
  await copyFile(executable, file);
  await chmod(file, 0o755);
}

/** Operating system and architecture of this machine, as Terraform writes them: linux_amd64. */
export function platformName(): string {
  const { platform, arch } = process;
  return `${SYSTEMS[platform] ?? platform}_${ARCHITECTURES[arch] ?? arch}`;
}

/** The mirror alone: nothing is fetched from a registry. HCL strings escape as JSON's do. */
function describeMirror(mirror: string): string {
  return `disable_checkpoint = true\nprovider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`;
}
