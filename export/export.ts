import type { Client } from '../provider/client/client.ts';
import { provider } from '../provider/provider.ts';
import { collect } from './cloud/collect.ts';
import { kinds } from './cloud/kinds.ts';
import type { Left } from './cloud/left.ts';
import { type Configuration, configurationOf } from './configuration/configuration.ts';
import { writeFolder } from './folder.ts';

export interface ExportOptions {
  readonly client: Client;
  /** Where the files go, in place of those of an earlier export. */
  readonly folder: string;
  readonly signal: AbortSignal;
  /** Hears how far it got, and of what the provider warns. */
  readonly tell: (line: string) => void;
}

export interface CloudAsCode extends Configuration {
  readonly left: readonly Left[];
}

export interface Exported extends CloudAsCode {
  readonly folder: string;
}

/**
 * Writes what a running API has as a configuration of Terraform, with import blocks. Nothing is written before all is read.
 * @throws DiagnosticError or ApiError as the provider would
 */
export async function exportCloud({ folder, ...asked }: ExportOptions): Promise<Exported> {
  const read = await readCloudAsCode(asked);
  await writeFolder(folder, read.files);
  return { ...read, folder };
}

/** The same, written nowhere. */
export async function readCloudAsCode({ client, signal, tell }: Omit<ExportOptions, 'folder'>): Promise<CloudAsCode> {
  const [resources, sources] = await Promise.all([provider.resources(), provider.dataSources()]);
  const warn = (summary: string, detail?: string) => tell([summary, detail].filter(Boolean).join(': '));
  const { entries, left } = await collect({ client, signal, warn, tell, kinds, resources });
  return { ...configurationOf(entries, new Set(sources.map(({ typeName }) => typeName))), left };
}
