import Handlebars, { type HelperOptions } from 'handlebars';
import { assetPath } from './asset.ts';
import type { Frame } from './frame.ts';
import { ICONS } from './icon.ts';
import type { Needs } from './page.ts';

const frameOf = (options: HelperOptions): Frame => options.data.root.frame;
const { escapeExpression, SafeString } = Handlebars;

/** What templates may call. Data of the same name is reached as {{this.name}}. */
export const helpers = {
  /** {{t 'signIn.title' name=value}}: a text in the language of the page. */
  t: (key: string, options: HelperOptions) => frameOf(options).t(key, options.hash),

  /** {{asset 'style.css'}}: the address of a file that pages load. */
  asset: (name: string, options: HelperOptions) => frameOf(options).prefix + assetPath(name),

  /** {{link '/cloud/orgs' name 'members'}}: the address of a page; what follows the first part is encoded. */
  link(path: string, ...rest: unknown[]) {
    const options = rest.pop() as HelperOptions;
    return [frameOf(options).prefix + path, ...rest.map((step) => encodeURIComponent(String(step)))].join('/');
  },

  /** {{icon 'mail'}} */
  icon(name: string, options: HelperOptions) {
    if (!ICONS.some((each) => each === name)) throw new Error(`There is no icon ${name}.`);
    const href = escapeExpression(`${frameOf(options).prefix}${assetPath('icons.svg')}#${name}`);
    return new SafeString(`<svg class="icon" aria-hidden="true" focusable="false"><use href="${href}"></use></svg>`);
  },

  /** {{moment created_at}}: in UTC, until the script of the page shows it in the reader's own zone. */
  moment(value: unknown) {
    if (typeof value !== 'string' || Number.isNaN(Date.parse(value))) return '–';
    const iso = new Date(value).toISOString();
    const words = `${iso.slice(0, 16).replace('T', ' ')} UTC`;
    return new SafeString(`<time datetime="${iso}">${words}</time>`);
  },

  /** {{#if (may 'POST /orgs/{org}/mail-servers')}} */
  may: (needs: Needs, options: HelperOptions) => frameOf(options).may(needs),

  eq: (one: unknown, other: unknown) => one === other,
  or: (one: unknown, other: unknown) => one || other,
  not: (value: unknown) => !value,
  concat: (...texts: unknown[]) => texts.slice(0, -1).join(''),
};
