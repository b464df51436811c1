import { Composer, type Document, isCollection, isMap, isPair, Lexer, type ParsedNode, Parser } from 'yaml';
import { MAX_DEPTH } from './depth.ts';

/** Of YAML less is read than of JSON: it costs a hundred times as much. */
export const MAX_YAML_BYTES = 262_144;

/** Not YAML, or YAML that is not taken: aliases, a key twice, several documents. */
export class YamlError extends Error {}

const OPTIONS = {
  // The library compares each key with all others.
  uniqueKeys: false,
  stringKeys: true,
  // A %YAML directive of the text would bring types of its own, some of which cost more than their length.
  schema: 'core',
  resolveKnownTags: false,
  logLevel: 'silent',
} as const;

/** What a YAML text holds, in time that grows no faster than the text. @throws YamlError */
export function readYaml(text: string): unknown {
  const document = compose(text);
  if (!document) return null;
  demandUniqueKeys(document.contents);
  return toValue(document);
}

/** A text gives up at its first fault: one of nothing but faults would make as many errors as it has characters. */
class StrictComposer extends Composer<ParsedNode> {
  constructor() {
    super(OPTIONS);
    Object.assign(this, {
      onError: (_source: unknown, _code: unknown, message: string, isWarning?: boolean) => {
        if (!isWarning) throw new YamlError(message);
      },
    });
  }
}

function compose(text: string): Document.Parsed | undefined {
  const composer = new StrictComposer();
  const found: Document.Parsed[] = [];
  for (const token of tokensOf(text)) {
    if (token.type === 'error') throw new YamlError(token.message);
    found.push(...composer.next(token));
  }
  found.push(...composer.end());
  if (found.length > 1) throw new YamlError('several documents');
  if (found[0] && found[0].errors.length > 0) throw new YamlError(found[0].errors[0]?.message);
  return found[0];
}

/** Nodes within nodes are composed within each other, so that it ends before that becomes too deep for the stack. */
function* tokensOf(text: string) {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    if (parser.stack.length > 2 * MAX_DEPTH) throw new YamlError('too deep');
  }
  yield* parser.end();
}

function demandUniqueKeys(node: unknown): void {
  if (!isCollection(node)) return;
  const keys = new Set<unknown>();
  for (const item of node.items) {
    if (!isPair(item)) demandUniqueKeys(item);
    else {
      const key = (item.key as { value?: unknown } | null)?.value;
      if (isMap(node) && keys.has(key)) throw new YamlError('a key twice');
      keys.add(key);
      demandUniqueKeys(item.value);
    }
  }
}

function toValue(document: Document.Parsed): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch (error) {
    if (error instanceof ReferenceError) throw new YamlError('aliases');
    throw error;
  }
}
