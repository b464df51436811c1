import Handlebars from 'handlebars';
import { type Content, singleLine } from './message.ts';
import { readTemplate, type TemplateNode } from './template.ts';
import type { MailTemplate } from './templates/mail-template.ts';

type Variables = Readonly<Record<string, string>>;

/** What no mail server takes anyway. */
const MAX_LENGTH = 1_000_000;

/**
 * Fills a template.
 * @throws when the template uses a variable that is not given, naming it, or is no valid template.
 */
export function renderMail(template: MailTemplate, variables: Variables): Content {
  const fill = (part: Part) => renderPart(template, part, variables);
  const kinds = template.content_type ?? ['text', 'html'];
  return {
    subject: singleLine(fill('subject')),
    ...(kinds.includes('text') && { text: fill('body') }),
    ...(kinds.includes('html') && { html: fill('body_html') }),
  };
}

type Part = 'subject' | 'body' | 'body_html';

/** A template that was looked up once for many mails is read once for them, too. */
const known = new WeakMap<MailTemplate, Partial<Record<Part, readonly TemplateNode[]>>>();

function readPart(template: MailTemplate, part: Part): readonly TemplateNode[] {
  const parts = known.get(template) ?? {};
  known.set(template, parts);
  parts[part] ??= readTemplate(template[part]);
  return parts[part];
}

function renderPart(template: MailTemplate, part: Part, variables: Variables): string {
  try {
    const nodes = readPart(template, part);
    demandKnown(nodes, variables);
    const pieces: string[] = [];
    fill(nodes, variables, part === 'body_html', { pieces, left: MAX_LENGTH });
    return pieces.join('');
  } catch (error) {
    throw new Error(`Template "${template.name}", ${part}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Also of what is not chosen this time: it would hold a later mail back. */
function demandKnown(nodes: readonly TemplateNode[], variables: Variables): void {
  for (const node of nodes) {
    if (node.kind === 'text') continue;
    if (!Object.hasOwn(variables, node.name)) throw new Error(`unknown variable "${node.name}"`);
    if (node.kind === 'choice') demandKnown([...node.given, ...node.missing], variables);
  }
}

interface Output {
  pieces: string[];
  /** How many characters may still come. */
  left: number;
}

function fill(nodes: readonly TemplateNode[], variables: Variables, isHtml: boolean, output: Output): void {
  for (const node of nodes) {
    if (node.kind === 'choice') fill(variables[node.name] ? node.given : node.missing, variables, isHtml, output);
    else write(output, node.kind === 'text' ? node.text : textOf(node, variables, isHtml));
  }
}

function textOf(node: TemplateNode & { kind: 'variable' }, variables: Variables, isHtml: boolean): string {
  const value = variables[node.name] ?? '';
  return isHtml && node.isEscaped ? Handlebars.escapeExpression(value) : value;
}

function write(output: Output, text: string): void {
  output.left -= text.length;
  if (output.left < 0) throw new Error(`the text is longer than ${MAX_LENGTH} characters`);
  output.pieces.push(text);
}
