import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A package that is part of what is handed out. */
export interface Part {
  name: string;
  version: string;
  /** An SPDX expression, as package.json has it. */
  license: string | undefined;
}

/** Packages whose files went into a bundle. */
export async function partsOf(root: string, inputs: readonly string[]): Promise<Part[]> {
  const folders = new Set(inputs.flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []));
  const parts = await Promise.all([...folders].map((folder) => readPart(join(root, folder, 'package.json'))));
  return parts.sort((a, b) => (purl(a) < purl(b) ? -1 : 1));
}

/** Packages that an installation brings, by the lock file: what is only for development is left out. */
export function lockedParts(lock: { packages: Readonly<Record<string, LockedPackage>> }): Part[] {
  const installed = Object.entries(lock.packages).filter(([path, { dev }]) => path !== '' && dev !== true);
  const parts = installed.map(([path, { version, license }]) => {
    return { name: path.replace(/^.*node_modules\//, ''), version, license };
  });
  return [...new Map(parts.map((part) => [purl(part), part])).values()].sort((a, b) => (purl(a) < purl(b) ? -1 : 1));
}

export interface LockedPackage {
  version: string;
  license?: string;
  dev?: boolean;
}

async function readPart(path: string): Promise<Part> {
  const { name, version, license } = JSON.parse(await readFile(path, 'utf8'));
  return { name, version, license: typeof license === 'string' ? license : undefined };
}

const purl = ({ name, version }: Part): string => `pkg:npm/${name.replace(/^@/, '%40')}@${version}`;

/** CycloneDX 1.6. Without a date and a number of its own, so that the same parts make the same file. */
export function describeParts(subject: Part, parts: readonly Part[]): string {
  const bom = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', ...describe(subject) } },
    components: parts.map((part) => ({ type: 'library', ...describe(part) })),
    dependencies: [{ ref: purl(subject), dependsOn: parts.map(purl) }, ...parts.map((part) => ({ ref: purl(part) }))],
  };
  return `${JSON.stringify(bom, null, 2)}\n`;
}

function describe(part: Part): object {
  const [group, name] = part.name.startsWith('@') ? part.name.split('/') : [undefined, part.name];
  const licenses = part.license === undefined ? {} : { licenses: [{ expression: part.license }] };
  return {
    'bom-ref': purl(part),
    ...(group ? { group } : {}),
    name,
    version: part.version,
    purl: purl(part),
    ...licenses,
  };
}
