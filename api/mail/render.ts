import Handlebars from 'handlebars';
import { type Content, singleLine } from './message.ts';
import type { MailTemplate } from './templates/mail-template.ts';

type Render = (variables: Record<string, string>) => string;

// Only helpers that choose are known; `log`, which would print secrets, and those that reach into objects are not.
const KNOWN_HELPERS = {
  helperMissing: false,
  blockHelperMissing: false,
  each: false,
  if: true,
  unless: true,
  with: false,
  log: false,
  lookup: false,
};

const engine = Handlebars.create();
const compiled = new Map<string, Render>();
const COMPILED_AT_MOST = 200;

/**
 * Fills a template.
 * @throws when the template uses a variable that is not given, naming it, or is no valid Handlebars.
 */
export function renderMail(template: MailTemplate, variables: Record<string, string>): Content {
  const fill = (part: 'subject' | 'body' | 'body_html') => renderPart(template, part, variables);
  const kinds = template.content_type ?? ['text', 'html'];
  return {
    subject: singleLine(fill('subject')),
    ...(kinds.includes('text') && { text: fill('body') }),
    ...(kinds.includes('html') && { html: fill('body_html') }),
  };
}

function renderPart(
  template: MailTemplate,
  part: 'subject' | 'body' | 'body_html',
  variables: Record<string, string>,
): string {
  try {
    return compileOnce(template[part], part !== 'body_html')(bare(variables));
  } catch (error) {
    throw new Error(`Template "${template.name}", ${part}: ${explain(error)}`);
  }
}

/** Without a prototype there is nothing to reach but the variables; Handlebars names the object in its errors. */
function bare(variables: Record<string, string>): Record<string, string> {
  return Object.assign(Object.create(null), variables, { [Symbol.toPrimitive]: () => 'the variables' });
}

function compileOnce(source: string, noEscape: boolean): Render {
  const key = `${noEscape} ${source}`;
  const known = compiled.get(key);
  if (known) return known;
  const render = engine.compile<Record<string, string>>(source, {
    strict: true,
    noEscape,
    knownHelpers: KNOWN_HELPERS,
    knownHelpersOnly: true,
  });
  if (compiled.size >= COMPILED_AT_MOST) compiled.clear();
  compiled.set(key, render);
  return render;
}

function explain(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const unknown = /^"(.+?)" not defined/.exec(message)?.[1];
  return unknown ? `unknown variable "${unknown}"` : message;
}
