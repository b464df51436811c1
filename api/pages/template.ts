import Handlebars from 'handlebars';
import { readAsset } from './asset.ts';
import type { Location } from './location.ts';
import { STYLE } from './security-policy.ts';

const engine = Handlebars.create();
for (const name of ['layout', 'form', 'rest-call']) engine.registerPartial(name, readAsset(`${name}.hbs`));

/** Makes a whole HTML document of what a page says. */
export type Render<Data> = (at: Location, data: Data) => string;

/** The template of a page, in which every {{value}} is escaped, and one that is not given is an error. */
export function pageTemplate<Data extends { title: string }>(path: string): Render<Data> {
  const fill = engine.compile<Data & Location & { style: string }>(readAsset(path), {
    strict: true,
    knownHelpersOnly: true,
  });
  return (at, data) => fill({ ...data, ...at, style: STYLE });
}
