import { dump, load } from 'js-yaml';
import { MAX_DEPTH } from './depth.ts';

/** Of YAML less is read than of JSON, for it takes longer. */
export const MAX_YAML_BYTES = 262_144;

/** Much more than any object here has; so many are read before a request of somebody else would notice. */
const MAX_YAML_PARTS = 10_000;

/** Without one of these no further entry, list or map begins; texts have them too, and few. */
const BEGIN_OF_PART = /[\n,[{]|[-?] /g;

/** Not YAML, or YAML that is not taken: aliases, a key twice, several documents, far too many levels or parts. */
export class YamlError extends Error {}

/** A few levels more than a body may have, so that what is just too deep is told as such. */
const READING = { maxAliases: 0, maxDepth: MAX_DEPTH + 4 };

/** What a YAML text holds. @throws YamlError */
export function readYaml(text: string): unknown {
  if (hasTooManyParts(text)) {
    throw new YamlError(
      `The YAML has more than the ${MAX_YAML_PARTS} lines, lists and entries that are read; send JSON.`,
    );
  }
  try {
    return load(text, READING);
  } catch (error) {
    throw new YamlError('The body is not valid YAML.', { cause: error });
  }
}

function hasTooManyParts(text: string): boolean {
  let parts = 0;
  for (const _ of text.matchAll(BEGIN_OF_PART)) {
    parts += 1;
    if (parts > MAX_YAML_PARTS) return true;
  }
  return false;
}

/** Texts that readers of YAML 1.1 would take for something else, such as `no` or a date, are quoted. */
export const writeYaml = (body: unknown): string => dump(body, { lineWidth: -1, noRefs: true, skipInvalid: true });
