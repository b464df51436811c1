import { dump, load } from 'js-yaml';
import { MAX_DEPTH } from './depth.ts';

/** Of YAML less is read than of JSON, for it takes longer. */
export const MAX_YAML_BYTES = 262_144;

/** Not YAML, or YAML that is not taken: aliases, a key twice, several documents, far too many levels. */
export class YamlError extends Error {}

/** A few levels more than a body may have, so that what is just too deep is told as such. */
const READING = { maxAliases: 0, maxDepth: MAX_DEPTH + 4 };

/** What a YAML text holds. @throws YamlError */
export function readYaml(text: string): unknown {
  try {
    return load(text, READING);
  } catch (error) {
    throw new YamlError('The text is no YAML that is taken.', { cause: error });
  }
}

/** Texts that readers of YAML 1.1 would take for something else, such as `no` or a date, are quoted. */
export const writeYaml = (body: unknown): string => dump(body, { lineWidth: -1, noRefs: true, skipInvalid: true });
