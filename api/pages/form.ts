import { escapeHtml } from './page.ts';

export interface Field {
  /** Where it goes in the body; `user.email` is `{ user: { email } }`. */
  name: string;
  label: string;
  /** What browsers and password managers fill in. */
  autocomplete: string;
  type?: 'text' | 'email' | 'password';
  /** Fewest characters. */
  atLeast?: number;
  optional?: true;
}

/** A form that makes one REST call; a script of our own sends it, so without scripts it stays hidden. */
export interface Form {
  id: string;
  /** Where it is sent: a path such as /api/token. */
  path: string;
  /** The bearer token of the call; `#`: what stands behind the # of the address. */
  token?: string;
  /** What is sent besides the fields. */
  fixed?: Readonly<Record<string, string>>;
  fields: readonly Field[];
  /** What the button says. */
  button: string;
  /** What is shown afterwards, as HTML. */
  done: string;
}

export function formHtml(form: Form): string {
  const token = form.token === undefined ? '' : ` data-token="${escapeHtml(form.token)}"`;
  const hidden = Object.entries(form.fixed ?? {}).map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  );
  return `<form id="${form.id}" method="post" data-path="${escapeHtml(form.path)}"${token} hidden>
${[...hidden, ...form.fields.map((field) => fieldHtml(form.id, field))].join('\n')}
<p><button>${escapeHtml(form.button)}</button></p>
<p role="status"></p>
</form>
<div id="${form.id}-done" tabindex="-1" hidden>${form.done}</div>`;
}

function fieldHtml(formId: string, { name, label, autocomplete, type = 'text', atLeast = 1, optional }: Field): string {
  const id = `${formId}-${name.replaceAll('.', '-')}`;
  const demands = optional ? '' : ` required minlength="${atLeast}"`;
  return `<p><label for="${id}">${escapeHtml(label)}${optional ? ' (optional)' : ''}</label>
<input id="${id}" name="${name}" type="${type}" autocomplete="${autocomplete}"${demands} aria-describedby="${id}-error">
<span id="${id}-error" class="error"></span></p>`;
}

/** Where a member of the answer is shown. */
export const outputHtml = (member: string): string => `<output data-member="${escapeHtml(member)}"></output>`;
