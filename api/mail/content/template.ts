import Handlebars from 'handlebars';

/**
 * What a template may be made of. Templates are written by callers, so that what is not listed here is refused: a
 * template made of these costs as much as it is long, and reaches nothing but its variables.
 */
export type TemplateNode =
  | { kind: 'text'; text: string }
  | { kind: 'variable'; name: string; isEscaped: boolean }
  | { kind: 'choice'; name: string; given: readonly TemplateNode[]; missing: readonly TemplateNode[] };

const MAX_LEVELS = 16;
/** Handlebars' own parser costs more than the length of what it reads, so that it reads no more than any mail needs. */
const MAX_EXPRESSIONS = 1000;
const MAX_BLOCKS = 30;
const EXPRESSION = /\{\{/g;
/** Whatever begins a block or goes on with one, wherever it stands. */
const BLOCK = /\{\{~?\s{0,256}(?:[#^{]|else)/g;
/** Handlebars looks for the ends of lines around a block in a way that costs the square of empty lines in a row. */
const BLANKS = /\s{257}/;

const POSSIBLE =
  'possible are text, {{variable}}, {{#if variable}} and {{#unless variable}}; there are no lists to use {{#each}} on';

/** Reads Handlebars. @throws for what is no Handlebars, and for what is not taken of it */
export function readTemplate(source: string): readonly TemplateNode[] {
  if (BLANKS.test(source)) throw new Error('it has more than 256 spaces and line ends in a row');
  demandFew(source, EXPRESSION, MAX_EXPRESSIONS, 'expressions');
  demandFew(source, BLOCK, MAX_BLOCKS, 'blocks');
  const program = Handlebars.parseWithoutProcessing(source);
  // Before Handlebars walks through it, which it does without a bound.
  nodesOf(program, 1);
  // It takes out the lines on which nothing but a block begins or ends.
  return nodesOf(Handlebars.parse(program as never), 1);
}

function demandFew(source: string, what: RegExp, most: number, words: string): void {
  let count = 0;
  for (const _match of source.matchAll(what)) count += 1;
  if (count > most) throw new Error(`it has more than ${most} ${words}`);
}

function nodesOf(program: hbs.AST.Program | undefined, level: number): TemplateNode[] {
  if (!program) return [];
  if (level > MAX_LEVELS) throw new Error(`it has more than ${MAX_LEVELS} levels`);
  if (program.blockParams?.length) throw new Error(`block parameters are not possible; ${POSSIBLE}`);
  return program.body.flatMap((statement) => nodeOf(statement, level) ?? []);
}

function nodeOf(statement: hbs.AST.Statement, level: number): TemplateNode | null {
  switch (statement.type) {
    case 'CommentStatement':
      return null;
    case 'ContentStatement':
      return { kind: 'text', text: (statement as hbs.AST.ContentStatement).value };
    case 'MustacheStatement':
      return variableOf(statement as hbs.AST.MustacheStatement);
    case 'BlockStatement':
      return choiceOf(statement as hbs.AST.BlockStatement, level);
    default:
      throw new Error(`${statement.type} is not possible; ${POSSIBLE}`);
  }
}

function variableOf({ path, params, hash, escaped }: hbs.AST.MustacheStatement): TemplateNode {
  if (params.length > 0 || hash) throw new Error(`helpers are not possible; ${POSSIBLE}`);
  return { kind: 'variable', name: nameOf(path), isEscaped: escaped };
}

function choiceOf(block: hbs.AST.BlockStatement, level: number): TemplateNode {
  const { path, params, hash, program, inverse } = block;
  const word = nameOf(path);
  const [condition] = params;
  if (word !== 'if' && word !== 'unless') throw new Error(`{{#${word}}} is not possible; ${POSSIBLE}`);
  if (!condition || params.length > 1 || hash) throw new Error(`{{#${word}}} takes one variable`);
  const [first, second] = [nodesOf(program, level + 1), nodesOf(inverse, level + 1)];
  const [given, missing] = word === 'if' ? [first, second] : [second, first];
  return { kind: 'choice', name: nameOf(condition), given, missing };
}

/** A plain name: nothing within something, nothing of the surroundings. */
function nameOf(expression: hbs.AST.Expression): string {
  const { type, original, data, depth, parts } = expression as hbs.AST.PathExpression;
  const isName = type === 'PathExpression' && !data && depth === 0 && parts.length === 1 && parts[0] === original;
  if (!isName) throw new Error(`"${String(original)}" is no variable; ${POSSIBLE}`);
  return original;
}
