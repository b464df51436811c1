import { generateClasses } from './classes.ts';
import { generateConstructs } from './constructs.ts';
import { generateDescription } from './description.ts';
import { KITS, type Kit, sourceOf } from './kit.ts';

type Files = ReadonlyMap<string, string>;

/** What the packages of bindings are compiled from, by path from the root. */
export async function generateBindings(): Promise<Files> {
  const packages: Files[] = [];
  // The generators keep what they know in modules, so one works at a time.
  for (const kit of KITS) packages.push(await generatePackage(kit));
  return new Map(packages.flatMap((files) => [...files]));
}

async function generatePackage(kit: Kit): Promise<Files> {
  const [classes, constructs, description] = [
    await generateClasses(kit),
    await generateConstructs(kit),
    await generateDescription(kit),
  ];
  const files = new Map([...description, ...classes, ...constructs.files]);
  for (const [path, lines] of constructs.indexLines) files.set(path, `${files.get(path)}${lines}`);
  return new Map([...files].map(([path, content]) => [`${sourceOf(kit)}/${path}`, content]));
}
